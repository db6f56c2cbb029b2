/** What every script of every template has to do, in a real sandbox, against its own schema. @module */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Json, ScriptOutcome, ScriptRun } from '../../../runtime/index.ts'
import type { Template, TemplateScript } from '../../../templates/index.ts'
import { TEMPLATE_SCRIPTS, templates } from '../../../templates/index.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { TemplateBackend, Traits } from './backend.ts'

type Profile = { user_id: string; email: string; email_verified: boolean; username?: string }
type Values = { [key: string]: string }

/** Texts that end a string, or mean everything, in some language. */
const INJECTIONS: readonly string[] = [
  `' OR '1'='1`,
  `Ann@Example.com'--`,
  `'; DROP TABLE users; --`,
  `ann@example.com) OR (1=1`,
  '*)(uid=*',
  '%',
  '.*',
  '1 OR 1=1',
  '..',
  'ann@example.com\u0000',
  '',
]

/** @returns the template @throws when there is none */
export function templateOf(id: string): Template {
  const found = templates.find((template) => template.id === id)
  if (!found) throw new Error(`there is no template ${id}`)
  return found
}

/** Registers the tests of one template. @param open starts its store */
export function testTemplate(id: string, open: () => Promise<TemplateBackend>, traits: Traits): void {
  const template = templateOf(id)
  const sandbox = useSandbox({ allow: ['127.0.0.1', 'localhost'] })
  const { usernames = true, unicode_emails = true, tells_users_apart = true } = traits
  let backend: TemplateBackend
  let count = 0

  beforeAll(async () => {
    backend = await open()
  })
  beforeEach(async () => {
    await backend.reset()
    count = await backend.count()
  })
  afterEach(() => expect.poll(() => backend.open_connections(), { timeout: 5_000 }).toBe(0))
  afterAll(() => backend?.close())

  const runWith =
    (values: Values, connection: string) =>
    (action: TemplateScript, ...args: Json[]) =>
      sandbox.run('', {
        connection_id: connection,
        script: {
          action,
          source: backend.wrap?.(template.scripts[action]) ?? template.scripts[action],
          revision: action,
        },
        configuration: { values, revision: connection },
        args,
      })
  const run = (action: TemplateScript, ...args: Json[]): Promise<ScriptRun> =>
    runWith(backend.configuration(), id)(action, ...args)
  const outcome = async (action: TemplateScript, ...args: Json[]): Promise<ScriptOutcome> =>
    (await run(action, ...args)).outcome

  const logIn = async (identifier: string, password: string): Promise<Profile> => {
    const ended = await outcome('login', identifier, password)
    if (ended.kind !== 'value') throw new Error(`${identifier} could not log in: ${JSON.stringify(ended)}`)
    return ended.value as Profile
  }
  const expectRefused = async (identifier: Json, password: string): Promise<void> =>
    expect(await outcome('login', identifier, password)).toMatchObject({
      kind: 'rejection',
      class: 'WrongUsernameOrPasswordError',
    })
  /** Nobody is gone, new or changed, but for passwords. */
  const expectSamples = async (): Promise<void> => {
    expect(await backend.count()).toBe(count)
    for (const { email, email_verified } of samples) {
      expect(await outcome('get_user', email)).toMatchObject({ value: { email, email_verified } })
    }
  }
  const expectPasswords = async (): Promise<void> => {
    for (const user of samples) await logIn(user.email, user.password)
  }
  const taken = { kind: 'rejection', class: 'ValidationError', code: 'user_exists' }
  const done = { kind: 'value', value: true }
  const notDone = { kind: 'value', value: false }

  const samples = samplesOf(template)
  const [ann, bob] = samples
  if (!ann || !bob) throw new Error('a template needs two sample users')
  const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())

  test.each(samples)(
    'logs $email in, in capitals too, with what get_user says',
    async ({ email, password, email_verified }) => {
      const profile = await logIn(email, password)
      expect(profile).toMatchObject({ user_id: expect.stringMatching(/./), email, email_verified })
      expect(JSON.stringify(profile)).not.toContain(password)
      const from_capitals = id === 'mongodb' ? email : upper(email)
      expect(await logIn(from_capitals, password)).toEqual(profile)
      expect(await outcome('get_user', from_capitals)).toEqual({ kind: 'value', value: profile })
    },
  )

  test.runIf(usernames)('knows a user by the username as well', async () => {
    const profile = await logIn(ann.email, ann.password)
    expect(profile.username).toBe(ann.username)
    expect(await logIn(upper(ann.username ?? ''), ann.password)).toEqual(profile)
    expect(await outcome('get_user', ann.username ?? '')).toEqual({ kind: 'value', value: profile })
  })

  test('refuses a wrong password, an empty one, and a user that nobody knows', async () => {
    const { user_id } = await logIn(ann.email, ann.password)
    const wrong = await outcome('login', ann.email, `${ann.password}!`)
    const unknown = await outcome('login', 'nobody@example.com', ann.password)
    const refused = { kind: 'rejection', class: 'WrongUsernameOrPasswordError' }
    expect(wrong).toMatchObject(tells_users_apart ? { ...refused, user_id } : refused)
    expect(unknown).toMatchObject(refused)
    expect(unknown).not.toHaveProperty('user_id')
    await expectRefused(ann.email, '')
    expect(await outcome('get_user', 'nobody@example.com')).toEqual({ kind: 'none' })
  })

  test('keeps people apart whose names only look alike', async () => {
    await run('create', { email: 'kim@example.com', password: 'of Kim, whose K is plain' })
    for (const look_alike of ['änn@example.com', ' ann@example.com', 'ann@example.com ', 'ann@example.co']) {
      await expectRefused(look_alike, ann.password)
      expect(await outcome('get_user', look_alike)).toEqual({ kind: 'none' })
    }
    await logIn('kim@example.com', 'of Kim, whose K is plain')
    // The Kelvin sign, whose small letter is k.
    await expectRefused('\u212aim@example.com', 'of Kim, whose K is plain')
    expect(await outcome('change_password', '\u212aim@example.com', 'changed')).toEqual(notDone)
    await logIn('kim@example.com', 'of Kim, whose K is plain')
  })

  const odd = [
    `o'neil"; drop table--@example.com`,
    ...(unicode_emails ? ['ünï@exämple.com', '用户@例子.中国'] : []),
  ]
  test.each(odd)('creates %s, who logs in with a password of any letters', async (email) => {
    const password = `'"; -- ☃ 🦊 \\ ${email}`
    const username = usernames ? `Üser's "${email.length}"` : undefined
    expect(await outcome('create', { email, password, ...(username && { username }) })).toEqual({
      kind: 'none',
    })
    const profile = await logIn(email, password)
    expect(profile).toMatchObject({ email, email_verified: false, ...(username && { username }) })
    if (username) expect(await logIn(username, password)).toEqual(profile)
    expect(await outcome('get_user', email)).toEqual({ kind: 'value', value: profile })
    await expectRefused(email, `${password} `)
    count += 1
    await expectSamples()
  })

  test.runIf(!unicode_emails)('says what it cannot store: an e-mail beyond ASCII', async () => {
    const refused = { kind: 'rejection', class: 'ValidationError', code: 'invalid_email' }
    expect(await outcome('create', { email: 'ünï@exämple.com', password: 'x' })).toMatchObject(refused)
    expect(await outcome('change_email', ann.email, 'ünï@exämple.com', true)).toMatchObject(refused)
    await expectSamples()
  })

  test('creates nobody twice', async () => {
    const again = (user: { [field: string]: string }) => outcome('create', { password: 'x y z', ...user })
    expect(await again({ email: ann.email })).toMatchObject(taken)
    if (id !== 'mongodb') expect(await again({ email: upper(ann.email) })).toMatchObject(taken)
    if (usernames) {
      expect(await again({ email: 'new@example.com', username: upper(ann.username ?? '') })).toMatchObject(
        taken,
      )
    }
    await expectSamples()
  })

  test('marks an e-mail as verified', async () => {
    expect(await outcome('verify', bob.email)).toEqual(done)
    expect(await logIn(bob.email, bob.password)).toMatchObject({ email_verified: true })
    expect(await outcome('verify', bob.email)).toEqual(done)
    expect(await outcome('verify', 'nobody@example.com')).toEqual(notDone)
    expect(await backend.count()).toBe(count)
  })

  test('changes a password, and only that', async () => {
    const before = await logIn(bob.email, bob.password)
    const password = `n'w "☃"; --`
    expect(await outcome('change_password', bob.email, password)).toEqual(done)
    expect(await logIn(bob.email, password)).toEqual(before)
    await expectRefused(bob.email, bob.password)
    await logIn(ann.email, ann.password)
    expect(await outcome('change_password', 'nobody@example.com', password)).toEqual(notDone)
    expect(await backend.count()).toBe(count)
  })

  test('changes an e-mail together with whether it was verified', async () => {
    const { user_id } = await logIn(bob.email, bob.password)
    const email = `b'ob@example.com`
    expect(await outcome('change_email', bob.email, email, true)).toEqual(done)
    expect(await logIn(email, bob.password)).toMatchObject({ user_id, email, email_verified: true })
    await expectRefused(bob.email, bob.password)
    expect(await outcome('get_user', bob.email)).toEqual({ kind: 'none' })
    expect(await outcome('change_email', email, email, false)).toEqual(done)
    expect(await logIn(email, bob.password)).toMatchObject({ user_id, email, email_verified: false })
  })

  test('changes no e-mail into somebody else’s, nor that of nobody', async () => {
    expect(await outcome('change_email', bob.email, upper(ann.email), true)).toMatchObject(taken)
    if (usernames)
      expect(await outcome('change_email', bob.email, ann.username ?? '', true)).toMatchObject(taken)
    expect(await outcome('change_email', 'nobody@example.com', 'new@example.com', true)).toEqual(notDone)
    await expectSamples()
  })

  test('deletes a user once, and does not mind the second time', async () => {
    const { user_id } = await logIn(ann.email, ann.password)
    expect(await outcome('delete', user_id)).toEqual({ kind: 'none' })
    expect(await outcome('delete', user_id)).toEqual({ kind: 'none' })
    await expectRefused(ann.email, ann.password)
    await logIn(bob.email, bob.password)
    expect(await backend.count()).toBe(count - 1)
  })

  test('deletes nobody for an id that is not there', async () => {
    const { user_id } = await logIn(ann.email, ann.password)
    const ids = [...traits.unknown_ids, `${user_id} or so`, `${user_id}' OR '1'='1`, `x${user_id}`, ann.email]
    for (const unknown of ids) expect(await outcome('delete', unknown)).toEqual({ kind: 'none' })
    await expectSamples()
  })

  test('does nothing that a text asks for', async () => {
    for (const text of INJECTIONS) {
      await Promise.all([
        expectNothing('login', text, ann.password),
        expectNothing('get_user', text),
        expectNothing('verify', text),
        expectNothing('change_email', text, 'taken-over@example.com', true),
        expectNothing('delete', text),
      ])
    }
    // Each of these costs a hash.
    for (const text of INJECTIONS.slice(0, 3)) {
      await expectNothing('login', ann.email, text)
      await expectNothing('change_password', text, 'taken over')
    }
    await expectSamples()
    await expectPasswords()
  })

  test('does nothing for what is no text', async () => {
    for (const thing of [{ $ne: null }, { $gt: '' }, ['Ann@Example.com', 'bob@example.com'], null, true, 0]) {
      await Promise.all([
        expectNothing('login', thing, ann.password),
        expectNothing('get_user', thing),
        expectNothing('verify', thing),
        expectNothing('change_email', thing, 'taken-over@example.com', true),
        expectNothing('delete', thing),
      ])
    }
    await expectNothing('change_password', { $ne: null }, 'taken over')
    await expectSamples()
    await expectPasswords()
  })

  async function expectNothing(action: TemplateScript, ...args: Json[]): Promise<void> {
    const ended = await outcome(action, ...args)
    const is_nothing = ended.kind !== 'value' || ended.value === false
    expect(is_nothing, `${action}(${JSON.stringify(args)}): ${JSON.stringify(ended)}`).toBe(true)
  }

  const ARGUMENTS: { readonly [action in TemplateScript]: readonly Json[] } = {
    login: [ann.email, ann.password],
    get_user: [ann.email],
    create: [{ email: 'new@example.com', password: 'a new one' }],
    verify: [ann.email],
    change_password: [ann.email, 'a new one'],
    delete: ['1'],
    change_email: [ann.email, 'new@example.com', true],
  }
  /** An id that the script looks for, and does not know to be none. */
  const argumentsOf = (action: TemplateScript): readonly Json[] =>
    action === 'delete' ? [traits.unknown_ids[0] ?? '1'] : ARGUMENTS[action]

  test('encrypts, and knows the server by its certificate', async ({ skip }) => {
    const tls = backend.encrypted
    if (!tls) return skip('the store has no certificate')
    const trusting = await runWith(tls.trusting, `${id}-trusting`)('login', ann.email, ann.password)
    expect(trusting.outcome).toMatchObject({ kind: 'value' })
    const wary = await runWith(tls.wary, `${id}-wary`)('login', ann.email, ann.password)
    expect(wary.outcome).toMatchObject({ kind: 'failure', code: 'script_error' })
  })

  const unavailable = { kind: 'failure', code: 'legacy_unavailable' }

  test('R13: every script tells that the server is down', async () => {
    const call = runWith(await backend.unreachable(), `${id}-down`)
    const runs = TEMPLATE_SCRIPTS.map((action) => call(action, ...argumentsOf(action)))
    const outcomes = (await Promise.all(runs)).map(({ outcome: ended }) => ended)
    expect(outcomes).toMatchObject(TEMPLATE_SCRIPTS.map(() => unavailable))
  })

  // All scripts of a template open and close their connections alike.
  test.each(traits.breaks_at ?? [1, 2])(
    'R13: a script tells that the server hung up at message %i',
    async (message) => {
      const call = runWith(backend.configuration(), `${id}-broken-${message}`)
      backend.breakAt(message)
      try {
        const runs = [call('login', ...ARGUMENTS.login), call('change_email', ...ARGUMENTS.change_email)]
        const outcomes = (await Promise.all(runs)).map(({ outcome: ended }) => ended)
        expect(outcomes).toMatchObject([unavailable, unavailable])
      } finally {
        backend.breakAt(undefined)
      }
    },
  )

  test.each(['get_user', 'create'] as const)(
    '%s tells a wrong secret of the connection from a wrong user',
    async (action) => {
      const call = runWith(backend.locked_out(), `${id}-locked-out-${action}`)
      const { outcome: ended } = await call(action, ...argumentsOf(action))
      expect(ended).toMatchObject({ kind: 'failure', code: 'script_error' })
    },
  )

  test('every script passes on the error of a statement, and closes its connection', async ({ skip }) => {
    if (!backend.destroy) return skip('the store has no schema to take away')
    await backend.destroy()
    for (const action of TEMPLATE_SCRIPTS) {
      const ended = await outcome(action, ...argumentsOf(action))
      expect(ended, action).toMatchObject({ kind: 'failure', code: 'script_error' })
    }
  })
}

/** For web services, which have users of their own. */
const SERVICE_USERS = [
  {
    email: 'Ann@Example.com',
    username: 'Ann',
    password: 'correct horse battery staple',
    email_verified: true,
  },
  { email: 'bob@example.com', username: undefined, password: 'Zürich ☃ 2012', email_verified: false },
]

/** @returns the users that the store has after `reset` */
export function samplesOf(
  template: Template,
): readonly { email: string; username?: string | undefined; password: string; email_verified: boolean }[] {
  return template.sample?.users ?? SERVICE_USERS
}

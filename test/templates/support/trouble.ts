/** What no script may do, whatever it is given, and what it tells when its store cannot be had. @module */
import { expect, test } from 'vitest'
import type { Json } from '../../../runtime/index.ts'
import type { TemplateScript } from '../../../templates/index.ts'
import type { Traits } from './backend.ts'
import type { TemplateKit } from './use-template.ts'

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

/** Registers the tests of hostile input and of outages. */
export function testTrouble(kit: TemplateKit, traits: Traits): void {
  const { samples, actions, ann, backend, runWith, outcome, logIn, expectSamples } = kit

  test('does nothing that a text asks for', async () => {
    for (const text of INJECTIONS) {
      await Promise.all([
        expectNothing('login', text, ann.password),
        expectNothing('get_user', text),
        ...(actions.includes('verify') ? [expectNothing('verify', text)] : []),
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
    for (const user of samples) await logIn(user.email, user.password)
  })

  test('does nothing for what is no text', async () => {
    for (const thing of [{ $ne: null }, { $gt: '' }, ['Ann@Example.com', 'bob@example.com'], null, true, 0]) {
      await Promise.all([
        expectNothing('login', thing, ann.password),
        expectNothing('get_user', thing),
        ...(actions.includes('verify') ? [expectNothing('verify', thing)] : []),
        expectNothing('change_email', thing, 'taken-over@example.com', true),
        expectNothing('delete', thing),
      ])
    }
    await expectNothing('change_password', { $ne: null }, 'taken over')
    await expectSamples()
    for (const user of samples) await logIn(user.email, user.password)
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
    const tls = backend().encrypted
    if (!tls) return skip('the store has no certificate')
    const trusting = await runWith(tls.trusting, `${kit.id}-trusting`)('login', ann.email, ann.password)
    expect(trusting.outcome).toMatchObject({ kind: 'value' })
    const wary = await runWith(tls.wary, `${kit.id}-wary`)('login', ann.email, ann.password)
    expect(wary.outcome).toMatchObject({ kind: 'failure', code: 'script_error' })
  })

  const unavailable = { kind: 'failure', code: 'legacy_unavailable' }

  test('R13: every script tells that the server is down', async () => {
    const call = runWith(await backend().unreachable(), `${kit.id}-down`)
    const runs = actions.map((action) => call(action, ...argumentsOf(action)))
    const outcomes = (await Promise.all(runs)).map(({ outcome: ended }) => ended)
    expect(outcomes).toMatchObject(actions.map(() => unavailable))
  })

  // All scripts of a template open and close their connections alike.
  test.each(traits.breaks_at ?? [1, 2])(
    'R13: a script tells that the server hung up at message %i',
    async (message) => {
      const call = runWith(backend().configuration(), `${kit.id}-broken-${message}`)
      backend().breakAt(message)
      try {
        const runs = [call('login', ...ARGUMENTS.login), call('change_email', ...ARGUMENTS.change_email)]
        const outcomes = (await Promise.all(runs)).map(({ outcome: ended }) => ended)
        expect(outcomes).toMatchObject([unavailable, unavailable])
      } finally {
        backend().breakAt(undefined)
      }
    },
  )

  test.each(['get_user', 'create'] as const)(
    '%s tells a wrong secret of the connection from a wrong user',
    async (action) => {
      const call = runWith(backend().locked_out(), `${kit.id}-locked-out-${action}`)
      const { outcome: ended } = await call(action, ...argumentsOf(action))
      expect(ended).toMatchObject({ kind: 'failure', code: 'script_error' })
    },
  )

  test('every script passes on the error of a statement, and closes its connection', async ({ skip }) => {
    const { destroy, destroyed = 'script_error' } = backend()
    if (!destroy) return skip('the store has no schema to take away')
    await destroy()
    for (const action of actions) {
      const ended = await outcome(action, ...argumentsOf(action))
      expect(ended, action).toMatchObject({ kind: 'failure', code: destroyed })
    }
  })
}

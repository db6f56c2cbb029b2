/** R1, M8: SIGKILL at each point of the flows that write; what was under way is then done again. @module */
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { dieAt as dieAtPoint, startDyingFerry } from '../support/dying/die-at.ts'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import type { Outbox } from '../support/outbox.ts'
import { linkIn, openOutbox } from '../support/outbox.ts'

// Each test starts the server anew, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 })

const SUCCESS = 'Your password was changed'

/** Each script asks the legacy store below, which knows what was asked and what it did. */
const script = (action: string, args: string, question: string): string =>
  `async function ${action}(${args}, callback) {
  const response = await fetch(configuration.URL, {
    method: 'POST',
    body: JSON.stringify({ action: '${action}', ...${question} })
  })
  const { person, error } = await response.json()
  if (error) return callback(new ValidationError('user_exists', error))
  callback(null, person)
}`
const LOGIN = script('login', 'email, password', '{ email, password }')
const GET_USER = script('get_user', 'email', '{ email }')
const CREATE = script('create', 'user', '{ email: user.email, password: user.password }')
const CHANGE_PASSWORD = script('change_password', 'email, password', '{ email, password }')

let ferry: Ferry
let outbox: Outbox
let old_password: string
let new_password: string
beforeAll(async () => {
  ferry = await startDyingFerry()
  outbox = openOutbox(ferry.data_dir)
  old_password = ferry.canaries.make('old password')
  new_password = ferry.canaries.make('new password')
})
afterAll(() => ferry.close())

/** The legacy store: its people with their passwords, and what scripts asked. */
const people = new Map<string, string>()
let asked: string[] = []
let next_person = 0
const legacy = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { action, email, password } = JSON.parse(Buffer.concat(chunks).toString())
  asked.push(action)
  response.end(JSON.stringify(answerOf(action, email, password)))
})
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      legacy.listen(0, '127.0.0.1', resolve)
    }),
)
afterAll(() => {
  legacy.close()
  legacy.closeAllConnections()
})

function answerOf(action: string, email: string, password: string): object {
  const known = people.get(email)
  const person = { user_id: `legacy-${email}`, email }
  switch (action) {
    case 'login':
      return known !== undefined && known === password ? { person } : {}
    case 'get_user':
      return known === undefined ? {} : { person }
    case 'create':
      if (known !== undefined) return { error: 'there is one' }
      people.set(email, password)
      return {}
    default:
      if (known === undefined) return { person: false }
      people.set(email, password)
      return { person: true }
  }
}

/** A connection of its own for each test, and one address. */
async function open(mode: 'import' | 'legacy'): Promise<{ connection: FerryConnection; email: string }> {
  const address = legacy.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const connection = await ferry.createConnection({
    login: LOGIN,
    configuration: { URL: `http://127.0.0.1:${address.port}/` },
    options: {
      import_mode: mode === 'import',
      customScripts: {
        login: LOGIN,
        get_user: GET_USER,
        ...(mode === 'legacy' ? { create: CREATE, change_password: CHANGE_PASSWORD } : {}),
      },
    },
  })
  asked = []
  next_person += 1
  return { connection, email: `person-${next_person}@example.com` }
}

const dieAt = (point: string, act: () => Promise<Answer>): Promise<Answer | undefined> =>
  dieAtPoint(ferry, point, act)

const signUp = (connection: FerryConnection, email: string, password: string): Promise<Answer> =>
  ferry.call('/dbconnections/signup', {
    method: 'POST',
    body: { client_id: ferry.admin.client_id, connection: connection.name, email, password },
  })

const askForReset = (connection: FerryConnection, email: string): Promise<Answer> =>
  ferry.call('/dbconnections/change_password', {
    method: 'POST',
    body: { client_id: ferry.admin.client_id, connection: connection.name, email },
  })

/** @returns the secret of the link in the mail */
async function mailedTicket(connection: FerryConnection, email: string): Promise<string> {
  expect((await askForReset(connection, email)).status).toBe(200)
  let mail = await outbox.next(email)
  // Word of an earlier change has no link.
  while (!mail.text.includes('ticket=')) mail = await outbox.next(email)
  return ticketIn(mail)
}

const ticketIn = (mail: Parameters<typeof linkIn>[0]): string =>
  new URL(linkIn(mail)).searchParams.get('ticket') ?? ''

const confirm = (ticket: string, password: string): Promise<Answer> =>
  ferry.call('/u/reset-password', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ticket, password, password_again: password }).toString(),
  })

async function expectLogins(
  connection: FerryConnection,
  email: string,
  statuses: { [name in 'old' | 'new']: number },
): Promise<void> {
  expect({
    old: (await ferry.login(connection, email, old_password)).status,
    new: (await ferry.login(connection, email, new_password)).status,
  }).toEqual(statuses)
}

/** How many are stored, and how many of them came by migration; counted and told one by one. */
async function counts(connection: FerryConnection): Promise<object> {
  const { body } = await ferry.api('GET', `connections/${connection.id}/migration`)
  const { users, migrated, events } = body as { users: number; migrated: number; events: { kind: string }[] }
  const stored = await ferry.users(connection)
  return {
    users,
    migrated,
    told: events.filter(({ kind }) => kind === 'migrated').length,
    rows: stored.length,
    identities: stored.flatMap(({ identities }) => identities).length,
  }
}
const NOBODY = { users: 0, migrated: 0, told: 0, rows: 0, identities: 0 }
const MIGRATED = { users: 1, migrated: 1, told: 1, rows: 1, identities: 1 }
const STORED = { ...MIGRATED, migrated: 0, told: 0 }

async function loginsCount(connection: FerryConnection): Promise<number | undefined> {
  return (await ferry.users(connection))[0]?.logins_count
}

describe('R1, M8: import mode', () => {
  test.each([
    ['after run:login', false],
    ['after hash', false],
    ['inside createUser', false],
    ['after createUser', true],
  ])('a login that migrates, killed %s', async (point, is_stored) => {
    const { connection, email } = await open('import')
    people.set(email, old_password)
    const login = () => ferry.login(connection, email, old_password)
    expect(await dieAt(point, login)).toBeUndefined()
    expect(await counts(connection)).toEqual(is_stored ? MIGRATED : NOBODY)
    expect((await login()).status).toBe(200)
    expect(await counts(connection)).toEqual(MIGRATED)
    expect(await loginsCount(connection)).toBe(is_stored ? 2 : 1)
    await expectLogins(connection, email, { old: 200, new: 403 })
    // The hash waits for no script: the script may not have asked yet when the hash was there.
    const once = is_stored || (point === 'after hash' && asked.length === 1)
    expect(asked).toEqual(once ? ['login'] : ['login', 'login'])
  })

  test.each([
    ['inside recordLogin', 2],
    ['after recordLogin', 3],
  ])(
    'a login of somebody stored, killed %s: counted or not, and nothing else of it is lost',
    async (point, logins) => {
      const { connection, email } = await open('import')
      people.set(email, old_password)
      const login = () => ferry.login(connection, email, old_password)
      expect((await login()).status).toBe(200)
      // The count is written beside the answer, which may be out already.
      expect([undefined, 200]).toContain((await dieAt(point, login))?.status)
      expect((await login()).status).toBe(200)
      expect(await counts(connection)).toEqual(MIGRATED)
      expect(await loginsCount(connection)).toBe(logins)
      expect(asked).toEqual(['login'])
    },
  )

  test.each([
    ['after run:get_user', false],
    ['after hash', false],
    ['inside createUser', false],
    ['after createUser', true],
  ])('a sign-up, killed %s', async (point, is_stored) => {
    const { connection, email } = await open('import')
    const sign_up = () => signUp(connection, email, new_password)
    expect(await dieAt(point, sign_up)).toBeUndefined()
    expect(await counts(connection)).toEqual(is_stored ? STORED : NOBODY)
    const again = await sign_up()
    expect(again.status).toBe(is_stored ? 400 : 200)
    expect(again.body).toMatchObject(is_stored ? { code: 'user_exists' } : { email })
    expect(await counts(connection)).toEqual(STORED)
    await expectLogins(connection, email, { old: 403, new: 200 })
    expect(asked).toEqual(is_stored ? ['get_user'] : ['get_user', 'get_user'])
  })

  test.each([
    'after run:get_user',
    'inside createTicket',
    // The link is lost with the process; the next one works.
    'after createTicket',
  ])('a request for a reset, killed %s', async (point) => {
    const { connection, email } = await open('import')
    people.set(email, old_password)
    await dieAt(point, () => askForReset(connection, email))
    expect(outbox.mails().filter(({ to }) => to === email)).toEqual([])
    expect(await counts(connection)).toEqual(NOBODY)
    const ticket = await mailedTicket(connection, email)
    expect((await confirm(ticket, new_password)).text).toContain(SUCCESS)
    expect(await counts(connection)).toEqual(MIGRATED)
    await expectLogins(connection, email, { old: 403, new: 200 })
  })

  test.each([
    ['after run:get_user', false],
    ['after hash', false],
    ['inside useTicket', false],
    ['after useTicket', true],
  ])('the reset of somebody who is not stored, killed %s', async (point, is_stored) => {
    const { connection, email } = await open('import')
    people.set(email, old_password)
    const ticket = await mailedTicket(connection, email)
    expect(await dieAt(point, () => confirm(ticket, new_password))).toBeUndefined()
    expect(await counts(connection)).toEqual(is_stored ? MIGRATED : NOBODY)
    const again = await confirm(ticket, new_password)
    expect(again.status).toBe(is_stored ? 400 : 200)
    expect((await confirm(ticket, old_password)).status).toBe(400)
    expect(await counts(connection)).toEqual(MIGRATED)
    await expectLogins(connection, email, { old: 403, new: 200 })
    expect(asked).toEqual(Array(is_stored ? 2 : 3).fill('get_user'))
  })

  test.each([
    ['after hash', false],
    ['inside useTicket', false],
    ['after useTicket', true],
  ])('the reset of somebody stored, killed %s', async (point, is_changed) => {
    const { connection, email } = await open('import')
    people.set(email, old_password)
    expect((await ferry.login(connection, email, old_password)).status).toBe(200)
    const ticket = await mailedTicket(connection, email)
    expect(await dieAt(point, () => confirm(ticket, new_password))).toBeUndefined()
    await expectLogins(connection, email, is_changed ? { old: 403, new: 200 } : { old: 200, new: 403 })
    const again = await confirm(ticket, new_password)
    expect(again.status).toBe(is_changed ? 400 : 200)
    expect((await confirm(ticket, old_password)).status).toBe(400)
    await expectLogins(connection, email, { old: 403, new: 200 })
    expect(await counts(connection)).toEqual(MIGRATED)
    expect(asked).toEqual(['login'])
  })
})

describe('legacy mode', () => {
  test.each([
    ['after run:login', false],
    ['inside saveCachedLogin', false],
    ['after saveCachedLogin', true],
  ])('a login, killed %s', async (point, is_stored) => {
    const { connection, email } = await open('legacy')
    people.set(email, old_password)
    const login = () => ferry.login(connection, email, old_password)
    expect(await dieAt(point, login)).toBeUndefined()
    expect(await counts(connection)).toEqual(is_stored ? STORED : NOBODY)
    expect((await login()).status).toBe(200)
    expect(await counts(connection)).toEqual(STORED)
    expect(await loginsCount(connection)).toBe(is_stored ? 2 : 1)
    expect(asked).toEqual(['login', 'login'])
  })

  test.each([
    ['after run:get_user', false, false],
    ['after run:create', true, false],
    ['after run:login', true, false],
    ['inside saveCachedLogin', true, false],
    ['after saveCachedLogin', true, true],
  ])('a sign-up, killed %s', async (point, is_created, is_stored) => {
    const { connection, email } = await open('legacy')
    const sign_up = () => signUp(connection, email, new_password)
    expect(await dieAt(point, sign_up)).toBeUndefined()
    expect(people.get(email)).toBe(is_created ? new_password : undefined)
    expect(await counts(connection)).toEqual(is_stored ? STORED : NOBODY)
    const again = await sign_up()
    expect(again.status).toBe(is_created ? 400 : 200)
    expect(again.body).toMatchObject(is_created ? { code: 'user_exists' } : { email })
    // Whoever was made there is in, without any repair.
    await expectLogins(connection, email, { old: 403, new: 200 })
    expect(await counts(connection)).toEqual(STORED)
    expect(asked.filter((action) => action === 'create')).toHaveLength(1)
  })

  test.each([
    ['inside useTicket', 'open', false],
    // Taken before the script runs, so that it never runs twice: the price is another mail.
    ['after useTicket', 'spent', false],
    ['after run:change_password', 'spent', true],
    ['inside updateUser', 'spent', true],
    ['after updateUser', 'spent', true],
  ])('a reset, killed %s', async (point, link, is_changed) => {
    const { connection, email } = await open('legacy')
    people.set(email, old_password)
    expect((await ferry.login(connection, email, old_password)).status).toBe(200)
    const ticket = await mailedTicket(connection, email)
    expect(await dieAt(point, () => confirm(ticket, new_password))).toBeUndefined()
    await expectLogins(connection, email, is_changed ? { old: 403, new: 200 } : { old: 200, new: 403 })
    expect((await confirm(ticket, new_password)).status).toBe(link === 'spent' ? 400 : 200)
    expect(asked.filter((action) => action === 'change_password')).toHaveLength(
      is_changed || link === 'open' ? 1 : 0,
    )
    const another = await mailedTicket(connection, email)
    expect((await confirm(another, new_password)).text).toContain(SUCCESS)
    await expectLogins(connection, email, { old: 403, new: 200 })
    expect(await counts(connection)).toEqual(STORED)
  })
})

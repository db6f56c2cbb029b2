import { hash } from 'bcryptjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates } from '../../templates/index.ts'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import type { Outbox } from '../support/outbox.ts'
import { linkIn, openOutbox } from '../support/outbox.ts'
import { statementsOf } from '../templates/support/sql-files.ts'

interface Person {
  email: string
  username: string
  password: string
}

/** What is stored, and what the legacy store was asked, since the beginning of the story. */
interface Ledger {
  /** E-mail addresses of the rows. */
  stored: string[]
  migrated: number
  runs: { [action_and_purpose: string]: number }
}

const NO_LOGIN = 'function login(email, password, callback) { callback(null) }'
const NO_GET_USER = 'function getUser(email, callback) { callback(null) }'

describeMariaDb('a migration from its first day to its last', (mariadb) => {
  let ferry: Ferry
  let outbox: Outbox
  let connection: FerryConnection
  /** Everyone who should be able to log in, with the names and the password of now. */
  let everyone: Person[]
  let ledger: Ledger

  const mysql = templates.find(({ id }) => id === 'mysql')
  const options = { requires_username: true, strategy_version: 2 }

  beforeAll(async () => {
    for (const statement of statementsOf(mysql?.schema?.text ?? '')) await mariadb().query(statement)
    ferry = await startFerry()
    outbox = openOutbox(ferry.data_dir)
    ferry.canaries.add('the password of the database', mariadb().password)
    connection = await ferry.createConnection({
      login: mysql?.scripts.login ?? '',
      configuration: {
        MYSQL_HOST: mariadb().host,
        MYSQL_PORT: String(mariadb().port),
        MYSQL_USER: mariadb().user,
        MYSQL_PASSWORD: mariadb().password,
        MYSQL_DATABASE: mariadb().database,
      },
      options: { ...options, customScripts: mysql?.scripts },
    })
    everyone = []
    ledger = { stored: [], migrated: 0, runs: {} }
  })
  afterAll(() => ferry.close())

  const someone = (name: string): Person => ({
    email: `${name}@example.com`,
    username: name,
    password: ferry.canaries.make(`the password of ${name}`),
  })

  async function addRow(email: string, username: string | null, password: string): Promise<string> {
    const sql =
      'insert into users (email, username, nickname, password, email_verified) values (?, ?, ?, ?, true)'
    const row = [email, username, `Nick of ${username}`, await hash(password, 4)]
    return String(((await mariadb().query(sql, row)) as { insertId: number }).insertId)
  }

  /** Somebody with a row in the legacy store and none here. */
  async function addLegacy(name: string): Promise<Person & { user_id: string }> {
    const person = someone(name)
    return { ...person, user_id: `auth0|${await addRow(person.email, name, person.password)}` }
  }

  const login = (name: string, password: string): Promise<Answer> => ferry.login(connection, name, password)
  const logInAs = async (name: string, password: string): Promise<number> =>
    (await login(name, password)).status

  const postAuth = (path: string, body: object): Promise<Answer> =>
    ferry.call(`/dbconnections/${path}`, {
      method: 'POST',
      body: { client_id: ferry.admin.client_id, connection: connection.name, ...body },
    })
  const signUp = (person: Partial<Person>): Promise<Answer> => postAuth('signup', person)
  const askReset = (email: string): Promise<Answer> => postAuth('change_password', { email })

  const openLink = (link: string): Promise<Answer> => ferry.call(link.slice(ferry.url.length))
  /** As the form of the page sends it. */
  const submit = (link: string, password: string, password_again = password): Promise<Answer> => {
    const { pathname, searchParams } = new URL(link)
    const ticket = searchParams.get('ticket') ?? ''
    return ferry.call(pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ticket, password, password_again }).toString(),
    })
  }
  const ticketFor = async (email: string): Promise<string> => {
    const { body } = await ferry.api('POST', 'tickets/password-change', {
      connection_id: connection.id,
      email,
    })
    return (body as { ticket: string }).ticket
  }
  const patchUser = (user_id: string, change: object): Promise<Answer> =>
    ferry.api('PATCH', `users/${encodeURIComponent(user_id)}`, change)

  async function readLedger(): Promise<Ledger> {
    const { body } = await ferry.api('GET', `connections/${connection.id}/migration`)
    const { users, migrated, runs } = body as {
      users: number
      migrated: number
      runs: { action: string; purpose: string; runs: number }[]
    }
    const stored = (await ferry.users(connection)).map(({ email }) => email).toSorted()
    expect(users).toBe(stored.length)
    const counts = runs.map((count) => [`${count.action} for ${count.purpose}`, count.runs])
    return { stored, migrated, runs: Object.fromEntries(counts) }
  }

  /** Nothing else may have happened: no other row, no other run. */
  async function expectSince(news: { stored?: Person[]; migrated?: number; runs?: Ledger['runs'] }) {
    const { stored = [], migrated = 0, runs = {} } = news
    everyone.push(...stored)
    ledger.stored = everyone.map(({ email }) => email).toSorted()
    ledger.migrated += migrated
    for (const [run, times] of Object.entries(runs)) ledger.runs[run] = (ledger.runs[run] ?? 0) + times
    // What a request by mail sets going goes on behind its answer.
    await expect.poll(readLedger, { timeout: 10_000 }).toEqual(ledger)
  }

  async function expectEveryoneIn(): Promise<void> {
    const tries = everyone.map(async ({ email, username, password }) => {
      const names = [email, username.toUpperCase()]
      const right = await Promise.all(names.map((name) => logInAs(name, password)))
      return [email, ...right, await logInAs(email, `${password}!`)]
    })
    const expected = everyone.map(({ email }) => [email, 200, 200, 403])
    expect(await Promise.all(tries)).toEqual(expected)
    await expectSince({})
  }

  async function restart(): Promise<void> {
    await ferry.kill()
    await ferry.start()
  }

  async function chapterOfSignUps(ann: Person, nina: Person): Promise<void> {
    const taken = { status: 400, body: { code: 'user_exists' } }
    expect(await signUp({ ...nina, email: 'ANN@example.com' })).toMatchObject(taken)
    await expectSince({ runs: { 'get_user for sign_up': 1 } })
    expect(await signUp({ ...nina, username: ann.username })).toMatchObject(taken)
    await expectSince({ runs: { 'get_user for sign_up': 2 } })
    expect(await signUp({ ...nina, email: 'Nina@Example.com', username: 'Nina' })).toMatchObject({
      status: 200,
      body: { _id: expect.stringMatching(/^[0-9a-f]{24}$/), email: nina.email, username: nina.username },
    })
    await expectSince({ stored: [nina], runs: { 'get_user for sign_up': 2 } })
    await expectEveryoneIn()
  }

  /** @param nina who is stored here, and is not in the legacy store */
  async function chapterOfRefusals(nina: Person): Promise<void> {
    const { email, username, password } = someone('max')
    for (const [field, wrong] of [
      ['email', { username, password }],
      ['email', { email: 'max at example.com', username, password }],
      ['username', { email, password }],
      ['username', { email, username: 'max@example.com', password }],
    ] as const) {
      expect(await signUp(wrong)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', description: expect.stringContaining(`parameter ${field}:`) },
      })
    }
    for (const taken of [
      { email: nina.email, username, password },
      { email, username: nina.username, password },
    ]) {
      expect(await signUp(taken)).toMatchObject({ status: 400, body: { code: 'user_exists' } })
    }
    await expectSince({})

    // The same of rows that the legacy store has.
    const invalid = 'invalid_profile'
    for (const [row, name, error] of [
      [['', 'no-email'], 'no-email', invalid],
      [['max at example.com', 'malformed'], 'malformed', invalid],
      [['no-username@example.com', null], 'no-username@example.com', invalid],
      [[nina.email, 'other-nina'], 'other-nina', 'profile_conflict'],
      [['other-nina@example.com', nina.username], 'other-nina@example.com', 'profile_conflict'],
    ] as const) {
      await addRow(row[0], row[1], password)
      expect(await login(name, password), name).toMatchObject({ status: 400, body: { error } })
      await expectSince({ runs: { 'login for login': 1 } })
    }
    await expectEveryoneIn()
  }

  async function chapterOfLogins(ann: Person & { user_id: string }): Promise<void> {
    expect(await logInAs(ann.email, `${ann.password}!`)).toBe(403)
    await expectSince({ runs: { 'login for login': 1 } })
    expect(await logInAs('Ann@EXAMPLE.com', ann.password)).toBe(200)
    await expectSince({ stored: [ann], migrated: 1, runs: { 'login for login': 1 } })
    const users = await ferry.users(connection)
    expect(users.find(({ email }) => email === ann.email)).toMatchObject({
      user_id: ann.user_id,
      username: 'ann',
      nickname: 'Nick of ann',
      email_verified: true,
    })
    await expectEveryoneIn()
  }

  /** @param link was handed out after one run of `get_user` */
  async function followLink(link: string, person: Person & { user_id: string }): Promise<void> {
    await expectSince({ runs: { 'get_user for reset': 1 } })
    const password = ferry.canaries.make(`the new password of ${person.username}`)
    for (let times = 0; times < 3; times++) expect((await openLink(link)).status).toBe(200)
    expect((await submit(link, password, `${password}!`)).text).toContain('name="password_again"')
    await expectSince({})
    const done = await submit(link, password)
    expect(done).toMatchObject({ status: 200, text: expect.stringContaining('Your password was changed') })
    await expectSince({
      stored: [{ ...person, password }],
      migrated: 1,
      runs: { 'get_user for reset': 1 },
    })
    const stored = (await ferry.users(connection)).find(({ email }) => email === person.email)
    expect(stored).toMatchObject({ user_id: person.user_id, nickname: `Nick of ${person.username}` })
    expect((await submit(link, `${password}!`)).text).toContain('used already')
    expect(await logInAs(person.email, person.password)).toBe(403)
    await expectEveryoneIn()
  }

  async function chapterOfResets(
    rita: Person & { user_id: string },
    theo: Person & { user_id: string },
  ): Promise<void> {
    const known = await askReset(rita.email)
    expect(known.status).toBe(200)
    await followLink(linkIn(await outbox.next(rita.email)), rita)

    await followLink(await ticketFor(theo.email), theo)

    // Nobody is told whether there is such a person, but administrators are.
    expect(await askReset('nobody@example.com')).toMatchObject({ status: 200, text: known.text })
    await expectSince({ runs: { 'get_user for reset': 1 } })
    await expect(ticketFor('nobody@example.com')).rejects.toThrow(': 404 ')
    await expectSince({ runs: { 'get_user for reset': 1 } })
  }

  /** @param olga who never logs in while the legacy store is there */
  async function chapterOfAddresses(
    paul: Person & { user_id: string },
    olga: Person,
    pia: Person,
  ): Promise<void> {
    expect(await logInAs(paul.username, paul.password)).toBe(200)
    await expectSince({ stored: [paul], migrated: 1, runs: { 'login for login': 1 } })
    await expect(patchUser(paul.user_id, { email: olga.email })).rejects.toThrow('email already exists')
    await expectSince({ runs: { 'get_user for change_email': 1 } })
    await expect(patchUser(paul.user_id, { username: olga.username })).rejects.toThrow('already exists')
    await expectSince({ runs: { 'get_user for change_username': 1 } })
    await patchUser(paul.user_id, { nickname: 'Paulchen', user_metadata: { theme: 'dark' } })
    await expectEveryoneIn()

    const old = { ...paul }
    const { body } = await patchUser(paul.user_id, { email: 'Paul@new.example.com' })
    expect(body).toMatchObject({ email: 'paul@new.example.com', email_verified: false, nickname: 'Paulchen' })
    paul.email = 'paul@new.example.com'
    await expectSince({ runs: { 'get_user for change_email': 1 } })

    // The legacy store still has the old address, under the id of somebody who moved: nobody gets in by it …
    expect(await login(old.email, old.password)).toMatchObject({
      status: 400,
      body: { error: 'profile_conflict' },
    })
    await expectSince({ runs: { 'login for login': 1 } })
    expect((await askReset(old.email)).status).toBe(200)
    await expectSince({ runs: { 'get_user for reset': 1 } })
    await expectEveryoneIn()

    // … until somebody else comes by it.
    pia.email = old.email
    expect(await signUp(pia)).toMatchObject({ status: 200, body: { email: old.email } })
    await expectSince({ stored: [pia], runs: { 'get_user for sign_up': 2 } })
    expect(await logInAs(old.email, old.password)).toBe(403)
    await expectEveryoneIn()
  }

  async function chapterOfNoOps(olga: Person, rita: Person & { user_id: string }): Promise<void> {
    await ferry.api('PATCH', `connections/${connection.id}`, {
      options: {
        ...options,
        enabledDatabaseCustomization: true,
        import_mode: true,
        customScripts: { login: NO_LOGIN, get_user: NO_GET_USER },
      },
    })
    await restart()
    await expectEveryoneIn()
    await mariadb().stop()
    await expectEveryoneIn()

    expect(await logInAs(olga.email, olga.password)).toBe(403)
    await expectSince({ runs: { 'login for login': 1 } })
    expect((await signUp(olga)).status).toBe(200)
    await expectSince({ stored: [olga], runs: { 'get_user for sign_up': 2 } })
    await patchUser(rita.user_id, { email: 'rita@new.example.com' })
    for (const person of everyone) if (person.email === rita.email) person.email = 'rita@new.example.com'
    await expectSince({ runs: { 'get_user for change_email': 1 } })
    await expectEveryoneIn()
  }

  async function chapterOfTheEnd(last: Person): Promise<void> {
    const { body } = await ferry.api('POST', `connections/${connection.id}/complete-migration`, {})
    expect(body).toMatchObject({
      impact: { users: everyone.length, with_password: everyone.length, locked_out: 0 },
      connection: { options: { enabledDatabaseCustomization: false, import_mode: false } },
    })
    await restart()
    await expectEveryoneIn()
    expect(await logInAs('nobody@example.com', last.password)).toBe(403)
    expect((await signUp(last)).status).toBe(200)
    await expectSince({ stored: [last] })
    await expect(ticketFor('nobody@example.com')).rejects.toThrow(': 404 ')
    const ticket = await ticketFor(last.email)
    last.password = ferry.canaries.make('the last password')
    expect((await submit(ticket, last.password)).status).toBe(200)
    await expectEveryoneIn()
  }

  test('sign-ups, lazy logins, resets and changes of address; then no-ops, a restart, and no legacy store', {
    timeout: 120_000,
  }, async () => {
    const ann = await addLegacy('ann')
    const rita = await addLegacy('rita')
    const theo = await addLegacy('theo')
    const paul = await addLegacy('paul')
    const olga = await addLegacy('olga')
    const nina = someone('nina')
    const pia = someone('pia')
    const last = someone('last')

    await chapterOfSignUps(ann, nina)
    await chapterOfRefusals(nina)
    const rows = await mariadb().query('select * from users order by id')
    await chapterOfLogins(ann)
    await chapterOfResets(rita, theo)
    await chapterOfAddresses(paul, olga, pia)
    // An import reads: it has changed nothing there.
    expect(await mariadb().query('select * from users order by id')).toEqual(rows)
    await chapterOfNoOps(olga, rita)
    await chapterOfTheEnd(last)

    // Nobody was written to for want of a row, nor at an address that somebody had left.
    const mails = () => outbox.mails().map(({ to, subject }) => `${to}: ${subject}`)
    await expect
      .poll(() => mails().toSorted())
      .toEqual([
        'last@example.com: Confirm your email address',
        'last@example.com: Your password was changed',
        'nina@example.com: Confirm your email address',
        'olga@example.com: Confirm your email address',
        // Pia, who signed up with it.
        'paul@example.com: Confirm your email address',
        'rita@example.com: Choose a new password',
        'rita@example.com: Your password was changed',
        'theo@example.com: Your password was changed',
      ])
  })
})

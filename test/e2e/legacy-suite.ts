/** The suite that every legacy database has to pass: real server, real drivers, real logins. @module */
import { hash } from 'bcryptjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import type { TestServer } from '../support/servers.ts'
import { freePort } from '../support/servers.ts'
import { answerOf, application, CALLBACK, createBrowser } from '../support/sign-in.ts'
import type { LegacyScript } from './legacy-scripts.ts'

/** A database server as the suite needs it. */
export interface LegacyServer extends TestServer {
  host: string
  port: number
  user: string
  password: string
  database: string
  tls: { ca: string; other_ca: string } | undefined
  query(sql: string, params?: readonly unknown[]): Promise<unknown>
}

/** What differs between databases. */
export interface LegacyDialect {
  /** Takes id, nickname, email and hash. */
  insert_user: string
  /** Answers with a row while a query of `SLEEPING` runs. */
  sleepers: string
  scripts: readonly LegacyScript[]
  connecting: { [driver: string]: string }
  sleeping: { [driver: string]: string }
  throwing: { [driver: string]: string }
}

interface Person {
  email: string
  password: string
}

const TABLE = `create table users (
  id integer primary key, nickname varchar(100), email varchar(200) unique, password varchar(100))`

/** Registers the suite's tests; call it inside `describeMariaDb` or `describePostgres`. */
export function testLegacyServer(server: () => LegacyServer, dialect: LegacyDialect): void {
  let ferry: Ferry
  let last_id = 0

  async function addPerson(): Promise<Person> {
    const id = ++last_id
    const person = {
      email: `Person.${id}@Example.com`,
      password: ferry.canaries.make(`the password of ${id}`),
    }
    const row = [id, `Nick ${id} ☃`, person.email, await hash(person.password, 4)]
    await server().query(dialect.insert_user, row)
    return person
  }

  const settings = (changes: { [key: string]: string } = {}): { [key: string]: string } => {
    const { host, port, user, password, database } = server()
    return { host, port: String(port), user, password, database, ...changes }
  }

  const connect = (login: string, changes?: { [key: string]: string }): Promise<FerryConnection> =>
    ferry.createConnection({ login, configuration: settings(changes) })

  beforeAll(async () => {
    await server().query(TABLE)
    ferry = await startFerry()
    ferry.canaries.add('the password of the database', server().password)
  })

  afterAll(() => ferry.close())

  describe.each(dialect.scripts.map(({ habit, login }) => [habit, login] as const))('%s', (_habit, login) => {
    test('refuses a wrong password and an unknown user, and stores nobody', async () => {
      const connection = await connect(login)
      const { email } = await addPerson()
      const wrong = await ferry.login(connection, email, ferry.canaries.make('a wrong password'))
      const unknown = await ferry.login(connection, 'nobody@example.com', 'whatever')
      for (const answer of [wrong, unknown]) {
        expect(answer.status).toBe(403)
        expect(answer.body).toMatchObject({
          error: 'invalid_grant',
          error_description: 'Wrong email or password.',
        })
      }
      expect(await ferry.users(connection)).toEqual([])
    })

    test('logs a user in and stores the user, whom the second login finds without the script', async () => {
      const connection = await connect(login)
      const { email, password } = await addPerson()
      const id = String(last_id)
      expect(await ferry.login(connection, email, password)).toMatchObject({ status: 200 })
      expect(await ferry.login(connection, email.toLowerCase(), password)).toMatchObject({ status: 200 })
      expect((await ferry.login(connection, email, `${password}!`)).status).toBe(403)
      await expect.poll(() => ferry.loginRuns(connection)).toBe(1)
      const users = await ferry.users(connection)
      expect(users.filter((user) => user.email === email.toLowerCase())).toMatchObject([
        {
          user_id: `auth0|${id}`,
          nickname: `Nick ${id} ☃`,
          logins_count: 2,
          identities: [{ connection: connection.name, user_id: id }],
        },
      ])
    })

    test('serves logins one after another and side by side', async () => {
      const connection = await connect(login)
      const people = await Promise.all(Array.from({ length: 8 }, addPerson))
      const answers = await Promise.all(
        people.map(({ email, password }) => ferry.login(connection, email, password)),
      )
      expect(answers.map((answer) => answer.status)).toEqual(people.map(() => 200))
    })
  })

  test('on the sign-in page, ten first sign-ins at once of one person are ten codes, one script run and one user', async () => {
    const [script] = dialect.scripts
    const connection = await connect(script?.login ?? '')
    const { email, password } = await addPerson()
    const user_id = `auth0|${last_id}`
    const { client_id } = await application(ferry, connection.id)
    const request = { client_id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' }
    const signIn = async (typed: string): Promise<Answer> =>
      createBrowser(ferry).signIn(request, email, typed)
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(password)))
    expect(answers.filter((answer) => answerOf(answer).code === undefined).map(({ text }) => text)).toEqual(
      [],
    )
    await expect.poll(() => ferry.loginRuns(connection)).toBe(1)
    expect((await signIn(`${password}!`)).text).toContain('Wrong email or password.')
    expect(answerOf(await signIn(password)).code).toBeDefined()
    expect(await ferry.loginRuns(connection)).toBe(1)
    expect(await ferry.users(connection)).toMatchObject([{ user_id, logins_count: 11 }])
  })

  test('M1: a migrated user logs in with the legacy database stopped, and the script has run once', async () => {
    const [script] = dialect.scripts
    const connection = await connect(script?.login ?? '')
    const { email, password } = await addPerson()
    const another = await addPerson()
    expect((await ferry.login(connection, email, password)).status).toBe(200)
    await server().stop()
    try {
      expect((await ferry.login(connection, email, password)).status).toBe(200)
      expect((await ferry.login(connection, email, 'wrong')).status).toBe(403)
      await expect.poll(() => ferry.loginRuns(connection)).toBe(1)
      const late = await ferry.login(connection, another.email, another.password)
      expect(late).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } })
      expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
    } finally {
      await server().start()
    }
    expect((await ferry.login(connection, another.email, another.password)).status).toBe(200)
  })

  test.each(dialect.scripts.map(({ habit, login }) => [habit, login] as const))(
    'R13: a refused port is told apart from a wrong password: %s',
    async (_habit, login) => {
      const { email, password } = await addPerson()
      const connection = await connect(login, { port: String(await freePort()) })
      const answer = await ferry.login(connection, email, password)
      expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } })
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(await ferry.users(connection)).toEqual([])
    },
  )

  test.each(dialect.scripts.map(({ habit, login }) => [habit, login] as const))(
    'a wrong password of the database is the script’s error, not the user’s: %s',
    async (_habit, login) => {
      const { email, password } = await addPerson()
      const connection = await connect(login, { password: ferry.canaries.make('a wrong setting') })
      const answer = await ferry.login(connection, email, password)
      expect(answer).toMatchObject({ status: 400, body: { error: 'script_error' } })
      expect(await ferry.users(connection)).toEqual([])
    },
  )

  describe.each(Object.entries(dialect.connecting))('%s over TLS', (_driver, login) => {
    const logIn = async (
      ssl: string,
      ca: string | undefined,
    ): Promise<{ status: number; body: unknown; nickname: string | undefined }> => {
      const connection = await connect(login.replace('SSL', ssl), ca === undefined ? {} : { ca })
      const { status, body } = await ferry.login(connection, `tls-${++last_id}@example.com`, 'a password')
      const [user] = (await ferry.users(connection)) as { nickname?: string }[]
      return { status, body, nickname: user?.nickname }
    }

    test('accepts the certificate of the authority that the script names', async ({ skip }) => {
      const { tls } = server()
      if (!tls) return skip('openssl is not installed; to get it: apt-get install openssl')
      expect(await logIn('{ ca: configuration.ca }', tls.ca)).toMatchObject({
        status: 200,
        nickname: 'encrypted',
      })
    })

    test('D4: refuses the certificate of another authority', async ({ skip }) => {
      const { tls } = server()
      if (!tls) return skip('openssl is not installed; to get it: apt-get install openssl')
      expect(await logIn('{ ca: configuration.ca }', tls.other_ca)).toMatchObject({
        status: 400,
        body: { error: 'script_error' },
        nickname: undefined,
      })
      expect(await logIn('{}', undefined)).toMatchObject({ status: 400, body: { error: 'script_error' } })
    })

    test('accepts any certificate when the script says so', async ({ skip }) => {
      if (!server().tls) return skip('openssl is not installed; to get it: apt-get install openssl')
      expect(await logIn('{ rejectUnauthorized: false }', undefined)).toMatchObject({
        status: 200,
        nickname: 'encrypted',
      })
    })
  })

  test.each(Object.entries(dialect.sleeping))(
    'R13: a database that is stopped in the middle of a query of %s is told apart from a wrong password',
    async (_driver, login) => {
      const connection = await connect(login)
      const answered = ferry.login(connection, 'ann@example.com', 'a password')
      const deadline = performance.now() + 10_000
      while (((await server().query(dialect.sleepers)) as unknown[]).length === 0) {
        if (performance.now() > deadline) throw new Error('the script’s query never came')
      }
      await server().stop()
      try {
        expect(await answered).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } })
      } finally {
        await server().start()
      }
    },
  )

  test.each(Object.entries(dialect.throwing))(
    'a throw inside a callback of %s ends the login as that error, at once',
    async (_driver, login) => {
      const connection = await connect(login)
      const tried = await ferry.api('POST', `connections/${connection.id}/scripts/login/try`, {
        arguments: { email: 'ann@example.com', password: 'a password' },
      })
      expect(tried.body).toMatchObject({
        ok: false,
        error: { code: 'script_error', message: expect.stringContaining('thrown in a callback') },
      })
      const answer = await ferry.login(connection, 'ann@example.com', 'a password')
      expect(answer).toMatchObject({ status: 400, body: { error: 'script_error' } })
    },
  )
}

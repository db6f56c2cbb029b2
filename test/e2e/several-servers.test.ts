/** Two real servers on one PostgreSQL: what is true for one is true for both. */
import { randomBytes } from 'node:crypto'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import { describePostgres } from '../support/postgres.ts'
import type { CountingStore } from '../support/several-servers.ts'
import { followLog, openCountingStore, startServers } from '../support/several-servers.ts'

describePostgres('two servers on one PostgreSQL', (postgres) => {
  let servers: [Ferry, Ferry]
  let legacy: CountingStore
  let connection: FerryConnection

  beforeAll(async () => {
    servers = await startServers(postgres())
    legacy = await openCountingStore(20)
    connection = await servers[0].createConnection({ login: legacy.script })
  }, 180_000)

  const server = (n: number): Ferry => servers[n % 2 === 0 ? 0 : 1]
  const everybody = (count: number): string[] => {
    const group = randomBytes(4).toString('hex')
    return Array.from({ length: count }, (_, n) => `p${n}-${group}@example.com`)
  }
  const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).toSorted()
  const post = (n: number, path: string, body: unknown): Promise<Answer> =>
    server(n).call(path, { method: 'POST', body })

  test('servers that start at once have one signing key between them, and accept each other’s tokens', async () => {
    const sets = await Promise.all(servers.map((one) => one.call('/.well-known/jwks.json')))
    const [own, other] = sets.map((set) => set.body as { keys: unknown[] })
    expect(own).toEqual(other)
    // The current one and the next one.
    expect(own?.keys).toHaveLength(2)
    const { body } = await post(0, '/oauth/token', {
      grant_type: 'client_credentials',
      ...servers[0].admin,
      audience: 'http://ferry.test/api/v2/',
    })
    const authorization = `Bearer ${(body as { access_token: string }).access_token}`
    const answer = await servers[1].call('/api/v2/clients', { headers: { authorization } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toHaveLength(1)
  })

  test('T6: after a rotation at one server the other signs with the new key, and refuses a revoked one, at its next request', async () => {
    const audience = 'http://ferry.test/api/v2/'
    const token = async (n: number): Promise<string> => {
      const grant = { grant_type: 'client_credentials', ...servers[0].admin, audience }
      return ((await post(n, '/oauth/token', grant)).body as { access_token: string }).access_token
    }
    const kidOf = (jwt: string): unknown =>
      JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid
    const use = (n: number, jwt: string, path: string, method = 'GET') =>
      server(n).call(`/api/v2/${path}`, { method, headers: { authorization: `Bearer ${jwt}` } })
    // Neither server uses its own administrator's token, which the first key has signed.
    const first = await token(1)
    const rotated = await use(0, first, 'keys/signing/rotate', 'POST')
    expect(rotated.status, rotated.text).toBe(201)
    const second = await token(1)
    expect(kidOf(second)).toBe((rotated.body as { kid: string }).kid)
    const again = await Promise.all([0, 1].map((n) => use(n, second, 'keys/signing/rotate', 'POST')))
    expect(again.map(({ status }) => status)).toEqual([201, 201])
    const third = await token(0)
    expect((await use(1, second, 'clients')).status).toBe(200)
    expect((await use(1, third, `keys/signing/${kidOf(second)}/revoke`, 'PUT')).status).toBe(200)
    for (const n of [0, 1]) {
      expect((await use(n, second, 'clients')).status).toBe(401)
      expect((await use(n, third, 'clients')).status).toBe(200)
    }
    const sets = await Promise.all(servers.map((one) => one.call('/.well-known/jwks.json')))
    expect(sets[0]?.body).toEqual(sets[1]?.body)
    expect(sets[0]?.text).not.toContain(String(kidOf(second)))
  })

  test('of one setup link that is raced over both, one owner comes', async () => {
    const links = servers.map((one) => /setup#token=(\S+)/.exec(one.output())?.[1] ?? '')
    expect(new Set(links).size).toBe(2)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        server(n).call('/api/v2/setup', {
          method: 'POST',
          headers: { origin: 'http://ferry.test' },
          body: {
            token: links[n < 4 ? 0 : 1],
            email: `owner-${n}@example.com`,
            password: `correct horse battery ${n} staple`,
          },
        }),
      ),
    )
    expect(
      statuses(answers).filter((status) => status === 201),
      JSON.stringify(answers[0]?.body),
    ).toHaveLength(1)
    const { body } = await servers[1].api('GET', 'members')
    expect(JSON.stringify(body).match(/owner-\d@example/g)).toHaveLength(1)
  })

  test('of 100 people who sign in for the first time four times each over both, each gets in, is stored once, and is looked up at most twice', async () => {
    const people = everybody(100)
    const answers: Answer[] = []
    for (let from = 0; from < people.length; from += 5) {
      const logins = people
        .slice(from, from + 5)
        .flatMap((email) => [0, 1, 2, 3].map((n) => server(n).login(connection, email, 'right')))
      answers.push(...(await Promise.all(logins)))
    }
    expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([])
    const stored = (await servers[0].users(connection)).map(({ email }) => email)
    expect(stored.filter((email) => people.includes(email)).toSorted()).toEqual(people.toSorted())
    for (const email of people) expect(legacy.asked.get(email), email).toBeLessThanOrEqual(2)
  }, 180_000)

  test('wrong passwords are counted across both', async () => {
    const [email = ''] = everybody(1)
    for (let n = 0; n < 10; n++) {
      expect((await server(n).login(connection, email, `wrong-${n}`)).status).toBe(403)
    }
    for (const one of servers) {
      const answer = await one.login(connection, email, 'right')
      expect(answer.status, answer.text).toBe(429)
    }
  }, 60_000)

  test('a reset link that one server made works on the other one, once', async () => {
    const [email = ''] = everybody(1)
    const { body } = await servers[0].login(connection, email, 'right')
    expect(body).toHaveProperty('access_token')
    const own = await servers[0].createConnection({
      login: legacy.script,
      options: { enabledDatabaseCustomization: false },
    })
    await servers[0].api('POST', 'users', { connection: own.name, email, password: 'Old-Password-1' })
    const ticket = await servers[0].api('POST', 'tickets/password-change', { connection_id: own.id, email })
    const link = new URL((ticket.body as { ticket: string }).ticket)
    expect((await servers[1].call(link.pathname + link.search)).status).toBe(200)
    const submit = (n: number, password: string) =>
      server(n).call('/u/reset-password', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          ticket: link.searchParams.get('ticket') ?? '',
          password,
          password_again: password,
        }).toString(),
      })
    const answers = await Promise.all([0, 1, 2, 3].map((n) => submit(n + 1, `New-Password-${n}`)))
    expect(statuses(answers)).toEqual([200, 400, 400, 400])
    const won = answers.findIndex(({ status }) => status === 200)
    for (const one of servers) {
      expect((await one.login(own, email, `New-Password-${won}`)).status).toBe(200)
      expect((await one.login(own, email, 'Old-Password-1')).status).toBe(403)
    }
  }, 60_000)

  test('a script that is saved on one server is used by the next login on the other one', async () => {
    const changing = await servers[0].createConnection({ login: legacy.script })
    const [email = ''] = everybody(1)
    for (let version = 0; version < 8; version++) {
      const { body } = await server(version).api('GET', `connections/${changing.id}`)
      const { options } = body as { options: object }
      await server(version).api('PATCH', `connections/${changing.id}`, {
        options: {
          ...options,
          configuration: { LONG: 'x'.repeat(20 + version) },
          customScripts: {
            login: `function login (e, p, callback) {
              callback(new ValidationError('v${version}', 'of ' + configuration.LONG.length))
            }`,
          },
        },
      })
      const answer = await server(version + 1).login(changing, email, 'right')
      expect(answer.body).toMatchObject({ error: `v${version}`, error_description: `of ${20 + version}` })
    }
    await servers[0].api('DELETE', `connections/${changing.id}`)
    expect((await servers[1].login(changing, email, 'right')).status).toBeGreaterThanOrEqual(400)
  }, 60_000)

  test('a refresh token that is raced over both succeeds once', async () => {
    const [email = ''] = everybody(1)
    const { body } = await post(0, '/oauth/token', {
      grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: connection.name,
      username: email,
      password: 'right',
      scope: 'openid offline_access',
      ...servers[0].admin,
    })
    const { refresh_token } = body as { refresh_token: string }
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        post(n, '/oauth/token', { grant_type: 'refresh_token', refresh_token, ...servers[0].admin }),
      ),
    )
    expect(statuses(answers)).toEqual([200, ...Array(7).fill(403)])
  })

  test('live logs of each server have every entry of both exactly once, in the same order', async () => {
    const { body } = await post(0, '/oauth/token', {
      grant_type: 'client_credentials',
      ...servers[0].admin,
      audience: 'http://ferry.test/api/v2/',
    })
    const { access_token } = body as { access_token: string }
    const ending = new AbortController()
    onTestFinished(() => ending.abort())
    const streams = servers.map((one) => followLog(one, access_token, ending.signal))
    await servers[0].api('GET', 'logs?per_page=1')
    await expect
      .poll(
        async () => {
          await servers[0].login(connection, 'ping@example.com', 'wrong', { local_address: '127.0.0.9' })
          return streams.every((ids) => ids.length > 0)
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true)
    const people = everybody(20)
    const answers = await Promise.all(people.map((email, n) => server(n).login(connection, email, 'right')))
    expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([])
    const logged = async (): Promise<string[]> => {
      const { body: entries } = await servers[0].api('GET', 'logs?per_page=100&q=type:s')
      return (entries as { log_id: string; user_name: string }[])
        .filter(({ user_name }) => people.includes(user_name))
        .map(({ log_id }) => log_id)
    }
    await expect.poll(async () => (await logged()).length, { timeout: 20_000 }).toBe(20)
    const ids = await logged()
    const seen = () => streams.map((stream) => stream.filter((id) => ids.includes(id)))
    await expect.poll(() => seen().map((list) => list.length), { timeout: 20_000 }).toEqual([20, 20])
    const [first, second] = seen()
    expect(new Set(first).size).toBe(20)
    expect(second).toEqual(first)
  }, 60_000)
})

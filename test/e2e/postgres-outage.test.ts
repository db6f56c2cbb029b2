import { expect, test, vi } from 'vitest'
import { startFerry } from '../support/ferry-process.ts'
import { databaseUrl, describePostgres } from '../support/postgres.ts'

const SECRET = 'a master key of the tests, long enough'
const LOGIN = `function login (email, password, callback) {
  if (password !== configuration.PASSWORD) return callback(new WrongUsernameOrPasswordError(email))
  callback(null, { user_id: email, email })
}`

describePostgres('a PostgreSQL that is away for a while', (postgres) => {
  test('nobody is told that a password is wrong meanwhile, and logins work again without a restart', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const ferry = await startFerry({ DATABASE_URL: url, FERRY_SECRET: SECRET })
    const password = ferry.canaries.make('the password')
    const connection = await ferry.createConnection({ login: LOGIN, configuration: { PASSWORD: password } })
    const login = (name: string) => ferry.login(connection, `${name}@example.com`, password)
    expect((await login('ann')).status).toBe(200)
    expect((await ferry.call('/readyz')).status).toBe(200)

    await postgres().stop()
    for (const name of ['ann', 'ben', 'ann']) {
      const { status, headers, text } = await login(name)
      expect(status, text).toBe(503)
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      expect(text).not.toMatch(/password|invalid_grant/i)
    }
    expect((await ferry.call('/readyz')).status).toBe(503)
    expect((await ferry.call('/healthz')).status).toBe(200)

    await postgres().start()
    await vi.waitFor(async () => expect((await ferry.call('/readyz')).status).toBe(200), {
      timeout: 15_000,
      interval: 100,
    })
    for (const name of ['ann', 'ben']) expect((await login(name)).status).toBe(200)
    expect((await ferry.users(connection)).map(({ email }) => email).sort()).toEqual([
      'ann@example.com',
      'ben@example.com',
    ])
    await ferry.close()
    await drop()
  })

  test('logins amid restarts of PostgreSQL end well or with 503, and what was acknowledged is there', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const ferry = await startFerry({ DATABASE_URL: url, FERRY_SECRET: SECRET })
    const password = ferry.canaries.make('the password')
    const connection = await ferry.createConnection({ login: LOGIN, configuration: { PASSWORD: password } })
    const acknowledged: string[] = []
    let isOver = false
    const client = async (id: number): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const email = `u${id}-${n}@example.com`
        const { status, text } = await ferry.login(connection, email, password)
        if (status === 200) acknowledged.push(email)
        else expect(status, text).toBe(503)
      }
    }
    const clients = [1, 2, 3].map(client)
    for (let round = 0; round < 3; round++) {
      const before = acknowledged.length
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 2), { timeout: 20_000 })
      await postgres().stop()
      await postgres().start()
    }
    const before = acknowledged.length
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 2), { timeout: 20_000 })
    isOver = true
    await Promise.all(clients)
    const emails = (await ferry.users(connection)).map(({ email }) => email)
    expect(new Set(emails).size).toBe(emails.length)
    expect(acknowledged.filter((email) => !emails.includes(email))).toEqual([])
    await ferry.close()
    await drop()
  })
})

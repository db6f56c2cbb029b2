import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startSqlServerDouble } from '../support/tds-double/index.ts'
import { certificates } from '../support/tls.ts'
import type { UsedSqlServer } from '../support/use-sql-server.ts'
import { useSqlServer } from '../support/use-sql-server.ts'
import type { TediousClient, TediousLogin, TediousName } from './tedious-drivers.ts'
import { connectTedious, TEDIOUS_DRIVERS } from './tedious-drivers.ts'

const QUOTES = `O'Hara "Ø"; DROP TABLE Users --\\ 日本 🦊`
const PASSWORD = `s3cret!é'"%`
const SCHEMA = `
CREATE TABLE dbo.Users (
  Id INT IDENTITY(1,1) NOT NULL CONSTRAINT PK_Users PRIMARY KEY CLUSTERED,
  Email NVARCHAR(200) NOT NULL UNIQUE,
  Name NVARCHAR(100) NULL,
  Bio NVARCHAR(MAX) NULL,
  Code VARCHAR(20) NULL,
  Verified BIT NOT NULL DEFAULT 0,
  Created DATETIME2(7) NULL,
  Seen DATETIME NULL,
  Born DATE NULL,
  Visits BIGINT NULL,
  Balance DECIMAL(10, 2) NULL,
  Score FLOAT NULL,
  Hash VARBINARY(64) NULL,
  Rid UNIQUEIDENTIFIER NOT NULL DEFAULT NEWID()
)
GO
CREATE TABLE dbo.Memberships (UserId INT NOT NULL PRIMARY KEY REFERENCES dbo.Users (Id), Note NVARCHAR(50))
`

/** Node has no `tls.createSecurePair` any more, which the 1 series encrypts with. */
const ENCRYPTING = TEDIOUS_DRIVERS.filter((name) => name !== 'tedious-1')
const PLAIN_AND_ENCRYPTED: [TediousName, boolean][] = [
  ...TEDIOUS_DRIVERS.map((name): [TediousName, boolean] => [name, false]),
  ...ENCRYPTING.map((name): [TediousName, boolean] => [name, true]),
]

describe.each(PLAIN_AND_ENCRYPTED)(
  'the driver %s, unmocked, against a SQL Server, encrypted: %s',
  (name, encrypt) => {
    let server: UsedSqlServer
    let login: TediousLogin
    let client: TediousClient
    beforeAll(async () => {
      const { cert, key } = certificates(inject('serverPlans').run_dir)
      server = await useSqlServer({ password: PASSWORD, tls: { cert, key } })
      await server.run(SCHEMA)
      login = { ...server, host: server.kind === 'double' ? 'localhost' : server.host, encrypt }
      client = await connectTedious(name, login)
    })
    afterAll(async () => {
      client.close()
      await server.close()
    })

    test('stores values of every type and reads them back as they were', async () => {
      const created = new Date('2026-01-02T03:04:05.006Z')
      const { count } = await client.query(
        `INSERT INTO dbo.Users (Email, Name, Bio, Code, Verified, Created, Seen, Visits, Balance, Score, Hash, Rid)
       VALUES (@email, @name, @bio, @code, @verified, @created, @seen, @visits, @balance, @score, @hash, @rid)`,
        {
          email: ['NVarChar', 'types@x.test'],
          name: ['NVarChar', QUOTES],
          bio: ['NVarChar', QUOTES.repeat(400)],
          code: ['VarChar', 'é-1'],
          verified: ['Bit', true],
          created: ['DateTime2', created],
          seen: ['DateTime', created],
          visits: ['Int', -2_000_000_000],
          balance: ['Float', 12.34],
          score: ['Float', -0.5],
          hash: ['VarBinary', Buffer.from([0, 1, 255])],
          rid: ['UniqueIdentifier', '6F9619FF-8B86-D011-B42D-00C04FC964FF'],
        },
      )
      expect(count).toBe(1)
      const { rows } = await client.query('SELECT * FROM Users WHERE Email = @email', {
        email: ['VarChar', 'TYPES@x.test'],
      })
      expect(rows).toEqual([
        expect.objectContaining({
          Email: 'types@x.test',
          Name: QUOTES,
          Bio: QUOTES.repeat(400),
          Code: 'é-1',
          Verified: true,
          Created: expect.toSatisfy((value: Date) => value.getTime() === created.getTime()),
          Seen: expect.toSatisfy((value: Date) => Math.abs(value.getTime() - created.getTime()) < 4),
          Born: null,
          Visits: '-2000000000',
          Balance: 12.34,
          Score: -0.5,
          Hash: Buffer.from([0, 1, 255]),
          Rid: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
        }),
      ])
    })

    test('refuses a duplicate with 2627, an unknown table with 208 and an unknown column with 207', async () => {
      const insert = 'INSERT INTO Users (Email) VALUES (@email)'
      await client.query(insert, { email: ['NVarChar', QUOTES] })
      await expect(client.query(insert, { email: ['NVarChar', QUOTES] })).rejects.toMatchObject({
        number: 2627,
      })
      await expect(client.query('SELECT * FROM Nope')).rejects.toMatchObject({ number: 208 })
      await expect(client.query('SELECT Nope FROM Users')).rejects.toMatchObject({ number: 207 })
      await expect(client.query('SELEC 1')).rejects.toMatchObject({ message: expect.any(String) })
    })

    test('returns what an insert made, and counts what an update and a delete changed', async () => {
      const { rows } = await client.query(
        'INSERT INTO dbo.Users (Email) OUTPUT Inserted.Id, INSERTED.Rid VALUES (@email); SELECT SCOPE_IDENTITY() AS again',
        { email: ['NVarChar', 'out@x.test'] },
      )
      expect(rows).toEqual([
        { Id: expect.any(Number), Rid: expect.stringMatching(/^[0-9A-F-]{36}$/) },
        { again: rows[0]?.Id },
      ])
      const id = { id: ['Int', rows[0]?.Id] } as const
      expect(await client.query('UPDATE Users SET Verified = 1 WHERE Id = @id', id)).toMatchObject({
        count: 1,
      })
      await client.query('INSERT INTO Memberships (UserId) VALUES (@id)', id)
      const both = 'DELETE FROM Memberships WHERE UserId = @id DELETE FROM Users WHERE Id = @id'
      expect(await client.query(both, id)).toMatchObject({ count: 2 })
      expect(await client.query(both, id)).toMatchObject({ count: 0 })
    })

    test('keeps what a transaction committed and forgets what it rolled back', async () => {
      const step = (call: (done: (error?: Error) => void) => void): Promise<void> =>
        new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())))
      const insert = (email: string) =>
        client.query('INSERT INTO Users (Email) VALUES (@e)', { e: ['NVarChar', email] })
      const { connection } = client
      await step((done) => connection.beginTransaction(done))
      await insert('kept@x.test')
      await step((done) => connection.commitTransaction(done))
      await step((done) => connection.beginTransaction(done))
      await insert('forgotten@x.test')
      await step((done) => connection.rollbackTransaction(done))
      const { rows } = await client.query(
        `SELECT Email FROM Users WHERE Email IN ('kept@x.test', 'forgotten@x.test')`,
      )
      expect(rows).toEqual([{ Email: 'kept@x.test' }])
    })

    test('prepares a statement once and executes it twice', async () => {
      const { request } = client.request('SELECT @n + 1 AS next')
      request.addParameter('n', client.type('Int'), undefined)
      await heard(request, 'prepared', () => client.connection.prepare(request))
      const values: unknown[] = []
      request.on('row', ((columns: { value: unknown }[]) => values.push(columns[0]?.value)) as never)
      for (const n of [1, 41]) {
        await heard(request, 'requestCompleted', () => client.connection.execute(request, { n }))
      }
      await heard(request, 'requestCompleted', () => client.connection.unprepare(request))
      expect(values).toEqual([2, 42])
    })

    test('gives up a query that takes too long, and can go on', async () => {
      const impatient = await connectTedious(name, { ...login, request_timeout_ms: 100 })
      await expect(impatient.batch(`WAITFOR DELAY '00:00:20'`)).rejects.toMatchObject({ code: 'ETIMEOUT' })
      expect((await impatient.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
      impatient.close()
    })

    test('tells that a password is wrong', async () => {
      await expect(connectTedious(name, { ...login, password: 'wrong' })).rejects.toMatchObject({
        code: 'ELOGIN',
        message: expect.stringContaining('Login failed for user'),
      })
    })
  },
)

describe.each(TEDIOUS_DRIVERS)('the driver %s and a server that must be encrypted to, or is down', (name) => {
  test('is turned away without encryption', async () => {
    const { cert, key } = certificates(inject('serverPlans').run_dir)
    const tls = { cert, key }
    const server = await startSqlServerDouble({
      user: 'app',
      password: PASSWORD,
      tls,
      encryption_required: true,
    })
    await expect(connectTedious(name, { ...server, encrypt: false })).rejects.toThrow(/encryption/)
    await server.close()
  })

  test('tells that the server is down, and finds its rows when it is back on the same port', async () => {
    const server = await startSqlServerDouble({ user: 'app', password: PASSWORD })
    await server.run('CREATE TABLE kept (id INT); INSERT INTO kept VALUES (7)')
    await server.stop()
    await expect(connectTedious(name, { ...server, encrypt: false })).rejects.toMatchObject({
      code: 'ESOCKET',
    })
    await server.start()
    const client = await connectTedious(name, { ...server, encrypt: false })
    expect((await client.query('SELECT id FROM kept')).rows).toEqual([{ id: 7 }])
    client.close()
    await server.close()
  })
})

test.each(ENCRYPTING)('the driver %s trusts the authority it was given, and no other', async (name) => {
  const { ca, other_ca, cert, key } = certificates(inject('serverPlans').run_dir)
  const server = await startSqlServerDouble({
    user: 'app',
    password: PASSWORD,
    tls: { cert, key },
    encryption_required: true,
  })
  const login = { ...server, host: 'localhost', encrypt: true }
  const client = await connectTedious(name, { ...login, ca })
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  client.close()
  await expect(connectTedious(name, { ...login, ca: other_ca })).rejects.toThrow()
  await server.close()
})

/** Does something and waits for what it causes. */
function heard(
  request: { on(event: string, listener: () => void): unknown },
  event: string,
  act: () => void,
): Promise<void> {
  return new Promise((resolve) => {
    request.on(event, resolve)
    act()
  })
}

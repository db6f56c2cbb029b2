import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { SqlServerDouble } from '../support/tds-double/index.ts'
import { startSqlServerDouble } from '../support/tds-double/index.ts'
import { certificates } from '../support/tls.ts'

interface MssqlRequest {
  input(name: string, ...rest: unknown[]): MssqlRequest
  output(name: string, type: unknown): MssqlRequest
  query(
    sql: string,
  ): Promise<{ recordset: unknown[]; recordsets: unknown[][]; rowsAffected: number[]; output: object }>
  execute(procedure: string): Promise<unknown>
}

interface MssqlPool {
  connect(): Promise<MssqlPool>
  request(): MssqlRequest
  close(): Promise<void>
}

interface Mssql {
  ConnectionPool: new (config: object) => MssqlPool
  Transaction: new (
    pool: MssqlPool,
  ) => {
    begin(): Promise<unknown>
    commit(): Promise<unknown>
    rollback(): Promise<unknown>
    request(): MssqlRequest
  }
  PreparedStatement: new (
    pool: MssqlPool,
  ) => {
    input(name: string, type: unknown): unknown
    prepare(sql: string): Promise<unknown>
    execute(values: object): Promise<{ recordset: unknown[] }>
    unprepare(): Promise<unknown>
  }
  NVarChar: (length?: unknown) => unknown
  Decimal: (precision: number, scale: number) => unknown
  MAX: unknown
  Int: unknown
  Bit: unknown
  Date: unknown
  Time: (scale: number) => unknown
  DateTimeOffset: unknown
  BigInt: unknown
  Money: unknown
}

const mssql = createRequire(import.meta.url)('mssql') as Mssql

describe.each([false, true])(
  'mssql 12, unmocked, against the SQL Server double, encrypted: %s',
  (encrypt) => {
    let server: SqlServerDouble
    let pool: MssqlPool
    beforeAll(async () => {
      const { cert, key } = certificates(inject('serverPlans').run_dir)
      server = await startSqlServerDouble({ user: 'app', password: 'pässword', tls: { cert, key } })
      await server.run(
        'CREATE TABLE dbo.Users (Id INT IDENTITY PRIMARY KEY, Email NVARCHAR(200) UNIQUE, Verified BIT)',
      )
      pool = await new mssql.ConnectionPool(config(server, 'pässword', encrypt)).connect()
    })
    afterAll(async () => {
      await pool.close()
      await server.close()
    })

    test('queries with parameters, several results and output', async () => {
      const { recordsets, rowsAffected, output } = await pool
        .request()
        .input('email', mssql.NVarChar(200), `o'é"日@x.test`)
        .output('id', mssql.Int)
        .query(`INSERT INTO Users (Email, Verified) VALUES (@email, 1);
              SET @id = SCOPE_IDENTITY();
              SELECT TOP (1) Email, Verified FROM dbo.Users WITH (NOLOCK) WHERE Id = @id
              SELECT COUNT(*) AS n FROM Users`)
      expect(recordsets).toEqual([[{ Email: `o'é"日@x.test`, Verified: true }], [{ n: 1 }]])
      expect(rowsAffected).toEqual([1, 1, 1])
      expect(output).toEqual({ id: 1 })
    })

    test('passes values of every type through unchanged', async () => {
      const moment = new Date('2026-01-02T03:04:05.006Z')
      const { recordset } = await pool
        .request()
        .input('long', mssql.NVarChar(mssql.MAX), 'é日'.repeat(6_000))
        .input('decimal', mssql.Decimal(12, 3), -12345.678)
        .input('bit', mssql.Bit, null)
        .input('offset', mssql.DateTimeOffset, moment)
        .input('money', mssql.Money, 12.5)
        .query('SELECT @long AS long, @decimal AS decimal, @bit AS bit, @offset AS offset, @money AS money')
      expect(recordset).toEqual([
        {
          long: 'é日'.repeat(6_000),
          decimal: -12345.678,
          bit: null,
          offset: moment.toISOString(),
          money: 12.5,
        },
      ])
    })

    test('rolls a transaction back and keeps a committed one, while others wait for it', async () => {
      const transaction = new mssql.Transaction(pool)
      await transaction.begin()
      await transaction.request().query(`INSERT INTO Users (Email) VALUES ('rolled@x.test')`)
      const waiting = pool.request().query(`SELECT Email FROM Users WHERE Email LIKE '%ed@x.test'`)
      await transaction.rollback()
      expect((await waiting).recordset).toEqual([])
      await transaction.begin()
      await transaction.request().query(`INSERT INTO Users (Email) VALUES ('kept@x.test')`)
      await transaction.commit()
      const { recordset } = await pool
        .request()
        .query(`SELECT Verified FROM Users WHERE Email = 'KEPT@x.test'`)
      expect(recordset).toEqual([{ Verified: null }])
    })

    test('prepares a statement', async () => {
      const statement = new mssql.PreparedStatement(pool)
      statement.input('n', mssql.Int)
      await statement.prepare('SELECT @n * 2 AS twice')
      expect((await statement.execute({ n: 21 })).recordset).toEqual([{ twice: 42 }])
      await statement.unprepare()
    })

    test('tells duplicates, missing tables, missing procedures and wrong passwords by number', async () => {
      const insert = () => pool.request().query(`INSERT INTO Users (Email) VALUES ('twice@x.test')`)
      await insert()
      await expect(insert()).rejects.toMatchObject({ code: 'EREQUEST', number: 2627 })
      await expect(pool.request().query('SELECT 1 FROM Nope')).rejects.toMatchObject({ number: 208 })
      await expect(pool.request().execute('nope')).rejects.toMatchObject({ number: 2812 })
      const stranger = new mssql.ConnectionPool(config(server, 'wrong', encrypt))
      await expect(stranger.connect()).rejects.toMatchObject({ code: 'ELOGIN' })
      const elsewhere = new mssql.ConnectionPool({
        ...config(server, 'pässword', encrypt),
        database: 'nowhere',
      })
      await expect(elsewhere.connect()).rejects.toMatchObject({ code: 'ELOGIN' })
    })
  },
)

function config(server: SqlServerDouble, password: string, encrypt: boolean): object {
  const { port, user, database } = server
  const options = { encrypt, trustServerCertificate: true }
  return { server: 'localhost', port, user, password, database, options, connectionTimeout: 3_000 }
}

import { createConnection } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SqlServerDouble } from '../support/tds-double/index.ts'
import { startSqlServerDouble } from '../support/tds-double/index.ts'
import type { TediousClient } from './tedious-drivers.ts'
import { connectTedious } from './tedious-drivers.ts'

describe('the SQL Server double', () => {
  let server: SqlServerDouble
  let client: TediousClient
  beforeAll(async () => {
    server = await startSqlServerDouble({ user: 'app', password: 'p' })
    await server.run(`
      IF OBJECT_ID('dbo.T', 'U') IS NOT NULL DROP TABLE dbo.T
      CREATE TABLE dbo.T (
        Id INT NOT NULL IDENTITY(1, 1), Name NVARCHAR(5) NOT NULL, Flag BIT DEFAULT (1), Age INT CHECK (Age >= 0),
        [When] DATETIME DEFAULT GETDATE(), CONSTRAINT PK_T PRIMARY KEY NONCLUSTERED (Id)
      )
      GO
      CREATE UNIQUE NONCLUSTERED INDEX IX_T_Name ON dbo.T (Name)
      CREATE TABLE [legacy].[dbo].[Child] (TId INT REFERENCES T (Id))
      INSERT INTO T (Name) VALUES ('a'), (N'b'), ('c')
    `)
    client = await connectTedious('tedious', { ...server, encrypt: false })
  })
  afterAll(async () => {
    client.close()
    await server.close()
  })

  test.each([
    ['a text too long', `INSERT INTO T (Name) VALUES ('123456')`, 2628],
    ['a missing value', 'INSERT INTO T (Flag) VALUES (1)', 515],
    ['a text for a number', `INSERT INTO T (Name, Age) VALUES ('x', 'old')`, 245],
    ['a value that a check forbids', `INSERT INTO T (Name, Age) VALUES ('x', -1)`, 547],
    ['a reference to nothing', 'INSERT INTO Child (TId) VALUES (999)', 547],
    ['a duplicate in a unique index', `INSERT INTO T (Name) VALUES ('A')`, 2601],
    ['a table that is there', 'CREATE TABLE T (Id INT)', 2714],
    ['an unknown function', 'SELECT nope(1)', 195],
    ['an undeclared variable', 'SELECT @nope', 137],
    ['a true without quotes', 'UPDATE T SET Flag = true', 207],
    ['LIMIT', 'SELECT Name FROM T LIMIT 1', 102],
    ['a function of SQLite', 'SELECT ifnull(1, 2)', 195],
    ['an INSERT … SET', `INSERT INTO T SET Name = 'x'`, 102],
    ['an open quote', `SELECT 'x`, 105],
    ['bad syntax', 'SELECT FROM WHERE', 102],
    ['no statement', 'HELLO', 102],
    ['another database', 'USE nowhere', 911],
    ['an unknown procedure', 'EXEC nope', 2812],
    ['a commit of nothing', 'COMMIT', 3902],
    [
      'a bad unique identifier',
      `DECLARE @g UNIQUEIDENTIFIER = 'x'; CREATE TABLE G (G UNIQUEIDENTIFIER); INSERT INTO G VALUES (@g); SELECT G FROM G`,
      8169,
    ],
    ['what it lacks', 'MERGE INTO T USING T ON 1 = 1', 50_000],
  ])('refuses %s with the number of a real server', async (_what, sql, number) => {
    await expect(client.batch(sql)).rejects.toMatchObject({ number })
  })

  test('goes on after a violated constraint, and not after a missing table', async () => {
    await expect(
      client.batch(`INSERT INTO T (Name) VALUES ('a') INSERT INTO T (Name) VALUES ('on')`),
    ).rejects.toThrow()
    await expect(
      client.batch(`INSERT INTO Nope VALUES (1) INSERT INTO T (Name) VALUES ('off')`),
    ).rejects.toThrow()
    expect((await client.batch(`SELECT Name FROM T WHERE Name IN ('on', 'off')`)).rows).toEqual([
      { Name: 'on' },
    ])
  })

  test.each([
    ['SELECT TOP 2 Name FROM T ORDER BY Id', [{ Name: 'a' }, { Name: 'b' }]],
    ['SELECT Name FROM T ORDER BY Id OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY', [{ Name: 'b' }]],
    ['SELECT Name FROM T WHERE Id = (SELECT TOP 1 Id FROM T ORDER BY Id) AND Flag = 1', [{ Name: 'a' }]],
    [`SELECT 'x' + Name AS n FROM T WHERE Id = 1`, [{ n: 'xa' }]],
    [
      `SELECT ISNULL(NULL, 'y') AS n, LEN('ab  ') AS l, CONVERT(NVARCHAR(9), 5) AS c`,
      [{ n: 'y', l: 2, c: '5' }],
    ],
    [`SELECT CASE WHEN 1 = 1 THEN 'yes' ELSE 'no' END AS answer`, [{ answer: 'yes' }]],
    ['DECLARE @n INT = 2, @m INT; SET @m = @n + 1; SELECT @m AS m', [{ m: 3 }]],
    [
      'DECLARE @a INT, @b NVARCHAR(9) SELECT @a = Id, @b = Name FROM T WHERE Id = 2 SELECT @a AS a, @b AS b',
      [{ a: 2, b: 'b' }],
    ],
    [`IF EXISTS (SELECT 1 FROM T WHERE Name = 'z') SELECT 1 AS r ELSE BEGIN SELECT 2 AS r END`, [{ r: 2 }]],
    ['SELECT [When] FROM T WHERE Id = 1 -- a comment', [{ When: expect.any(Date) }]],
    [`SELECT N'日' AS national, '日' AS plain`, [{ national: '日', plain: '?' }]],
    ['WITH two AS (SELECT 2 AS n) SELECT n FROM two', [{ n: 2 }]],
  ])('understands %s', async (sql, rows) => {
    expect((await client.batch(sql)).rows).toEqual(rows)
  })

  test('makes a bit of the words true and false', async () => {
    await client.batch(`INSERT INTO T (Name, Flag) VALUES ('yes', 'TRUE'), ('no', 'false')`)
    expect((await client.batch(`SELECT Name FROM T WHERE Flag = 1 AND Name IN ('yes', 'no')`)).rows).toEqual([
      { Name: 'yes' },
    ])
    expect(await client.batch(`UPDATE T SET Flag = 'true' WHERE Name = 'no'`)).toMatchObject({ count: 1 })
    expect((await client.batch(`SELECT Flag FROM T WHERE Name = 'no'`)).rows).toEqual([{ Flag: true }])
  })

  test('takes the DDL that Management Studio writes', async () => {
    await server.run(`
      CREATE TABLE [dbo].[Scripted](
        [Id] [uniqueidentifier] NOT NULL,
        [TId] [int] NULL FOREIGN KEY REFERENCES [dbo].[T] ([Id]),
        [On] [bit] NOT NULL,
      PRIMARY KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY]
      ) ON [PRIMARY]
      GO
      ALTER TABLE [dbo].[Scripted] ADD CONSTRAINT [UQ_Scripted] UNIQUE NONCLUSTERED ([TId] ASC)
    `)
    const insert = (t_id: number) =>
      client.query(`INSERT INTO Scripted OUTPUT Inserted.Id VALUES (NEWID(), @t, 'false')`, {
        t: ['Int', t_id],
      })
    expect((await insert(1)).rows).toEqual([{ Id: expect.stringMatching(/^[0-9A-F-]{36}$/) }])
    await expect(insert(1)).rejects.toMatchObject({ number: 2627 })
    await expect(insert(999)).rejects.toMatchObject({ number: 547 })
  })

  test('joins tables by qualified names, with aliases and without', async () => {
    await client.batch(`INSERT INTO Child (TId) VALUES (1)`)
    const { rows } = await client.batch(
      `SELECT T.Id, [c].TId, T.Name FROM dbo.Child AS c INNER JOIN dbo.T ON T.Id = c.TId WHERE dbo.T.Name = 'a' OR T.Name = N'z'`,
    )
    expect(rows).toEqual([{ Id: 1, TId: 1, Name: 'a' }])
  })

  test('counts rows, unless it was told not to', async () => {
    const update = 'UPDATE T SET Flag = 0 WHERE Id < 3'
    expect(await client.batch(update)).toMatchObject({ count: 2 })
    expect(await client.batch(`SET NOCOUNT ON ${update}`)).not.toMatchObject({ count: 2 })
    expect((await client.batch(`${update} SELECT @@ROWCOUNT AS n SET NOCOUNT OFF`)).rows).toEqual([{ n: 2 }])
  })

  test('forgets an open transaction when its connection ends', async () => {
    const other = await connectTedious('tedious', { ...server, encrypt: false })
    await other.batch(`BEGIN TRANSACTION INSERT INTO T (Name) VALUES ('gone')`)
    const waiting = client.batch(`SELECT Name FROM T WHERE Name = 'gone'`)
    other.close()
    expect((await waiting).rows).toEqual([])
  })

  test('hangs up on bytes that are not TDS', async () => {
    const socket = createConnection({ host: server.host, port: server.port })
    socket.on('error', () => undefined)
    socket.write(Buffer.from([0x01, 0x01, 0, 12, 0, 0, 0, 0, 1, 2, 3, 4]))
    await new Promise((resolve) => socket.on('close', resolve))
  })
})

import { createHash, pbkdf2Sync } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { oracleStubSource } from '../support/oracle-stub/index.ts'
import { useSandbox } from '../support/sandbox.ts'
import { openPeer } from '../support/tcp-peer.ts'
import { certificates } from '../support/tls.ts'
import type { UsedMongo } from '../support/use-mongo.ts'
import { useMongo } from '../support/use-mongo.ts'
import type { UsedSqlServer } from '../support/use-sql-server.ts'
import { useSqlServer } from '../support/use-sql-server.ts'
import { HASH, oldScripts, PASSWORD } from './corpus.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'], limits: { source_bytes: 1024 * 1024 } })
const ANN = 'ann@example.com'
const PROFILE = { nickname: 'Ann Óg', email: ANN }

describe('old scripts for MongoDB, unmodified', () => {
  let mongo: UsedMongo
  let url: string
  let client: MongoClient
  const run = oldScripts(sandbox, () => ({ url, database: mongo.database }))
  const users = () => client.db(mongo.database).collection('users')
  let id: string

  beforeAll(async () => {
    mongo = await useMongo()
    const parsed = new URL(mongo.url)
    parsed.pathname = `/${mongo.database}`
    if (!parsed.searchParams.has('authSource')) parsed.searchParams.set('authSource', 'admin')
    url = parsed.href
    client = await new MongoClient(url).connect()
  })
  afterAll(async () => {
    await client.close()
    await mongo.close()
  })
  beforeEach(async () => {
    await users().deleteMany({})
    const { insertedId } = await users().insertOne({ ...PROFILE, password: HASH, email_verified: false })
    id = insertedId.toHexString()
  })

  test('mongodb/2013-global-login logs in', async () => {
    const login = (email: string, password: string) =>
      run('mongodb/2013-global-login', 'login', [email, password])
    expect(await login(ANN, PASSWORD)).toEqual({ kind: 'value', value: { user_id: id, ...PROFILE } })
    expect(await login(ANN, 'wrong')).toEqual({ kind: 'none' })
    expect(await login('nobody', PASSWORD)).toEqual({ kind: 'none' })
  })

  test('mongodb/2013-global-login tells that no server is there, though its callback gets no error', async () => {
    const dead = oldScripts(sandbox, () => ({ url: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200' }))
    expect(await dead('mongodb/2013-global-login', 'login', [ANN, PASSWORD])).toMatchObject({
      code: 'legacy_unavailable',
    })
  })

  test('mongodb/2013-global-create inserts once, and tells a duplicate', async () => {
    const create = () =>
      run('mongodb/2013-global-create', 'create', [{ email: 'bob@example.com', password: 'x' }])
    expect(await create()).toEqual({ kind: 'none' })
    expect(await create()).toMatchObject({ code: 'script_error', message: 'the user already exists' })
    expect(await run('mongodb/2013-global-login', 'login', ['bob@example.com', 'x'])).toMatchObject({
      kind: 'value',
    })
  })

  test('mongodb/2016-change-password says whether a document was changed', async () => {
    const change = (email: string) =>
      run('mongodb/2016-change-password', 'change_password', [email, 'another'])
    expect(await change('nobody')).toEqual({ kind: 'value', value: false })
    expect(await change(ANN)).toEqual({ kind: 'value', value: true })
    expect(await run('mongodb/2013-global-login', 'login', [ANN, 'another'])).toMatchObject({ kind: 'value' })
  })

  test('mongodb/2018-get-user finds', async () => {
    expect(await run('mongodb/2018-get-user', 'get_user', [ANN])).toEqual({
      kind: 'value',
      value: { user_id: id, ...PROFILE },
    })
    expect(await run('mongodb/2018-get-user', 'get_user', ['nobody'])).toEqual({ kind: 'none' })
  })

  test('mongodb/2019-unpinned-verify says whether a document was changed', async () => {
    const verify = () => run('mongodb/2019-unpinned-verify', 'verify', [ANN])
    expect(await verify()).toEqual({ kind: 'value', value: true })
    expect(await verify()).toEqual({ kind: 'value', value: false })
  })

  test('mongodb/2018-module-called-delete deletes, and the first callback counts', async () => {
    const remove = () => run('mongodb/2018-module-called-delete', 'delete', [id])
    expect(await remove()).toEqual({ kind: 'none' })
    expect(await users().countDocuments({})).toBe(0)
    expect(await remove()).toMatchObject({ code: 'script_error', message: 'no such user' })
  })

  test('mongodb/2017-find-each walks a cursor and reads only the fields it named', async () => {
    expect(await run('mongodb/2017-find-each', 'get_user', [ANN])).toEqual({
      kind: 'value',
      value: { id, ...PROFILE, has_password: false },
    })
    expect(await run('mongodb/2017-find-each', 'get_user', ['nobody'])).toEqual({ kind: 'none' })
  })
})

describe('old scripts for SQL Server, unmodified', () => {
  let server: UsedSqlServer
  const run = oldScripts(sandbox, () => {
    const { host, port, user, password, database } = server
    return { host, port: String(port), user, password, database }
  })
  /** As ASP.NET writes it. */
  const membership = () => {
    const salt = createHash('md5').update('salt').digest()
    return Buffer.concat([Buffer.from([0]), salt, pbkdf2Sync(PASSWORD, salt, 1000, 32, 'sha1')])
  }

  beforeAll(async () => {
    const { cert, key } = certificates(inject('serverPlans').run_dir)
    server = await useSqlServer({ tls: { cert, key } })
    await server.run(`
      CREATE TABLE dbo.Users (
        Id INT IDENTITY(1,1) NOT NULL PRIMARY KEY, Nickname NVARCHAR(100), Email NVARCHAR(200) NOT NULL UNIQUE,
        Password NVARCHAR(100))
      GO
      CREATE TABLE dbo.UserProfile (UserId INT NOT NULL PRIMARY KEY, Email NVARCHAR(200))
      GO
      CREATE TABLE dbo.webpages_Membership (UserId INT NOT NULL PRIMARY KEY, Password NVARCHAR(128))
      GO
      INSERT INTO dbo.Users (Nickname, Email, Password) VALUES (N'${PROFILE.nickname}', '${ANN}', '${HASH}')
      INSERT INTO dbo.UserProfile (UserId, Email) VALUES (7, '${ANN}')
      INSERT INTO dbo.webpages_Membership (UserId, Password) VALUES (7, '${membership().toString('base64')}')`)
  })
  afterAll(() => server.close())

  test.each(['sql-server/2013-global-login', 'sql-server/2015-pinned-azure-login'])(
    '%s logs in',
    async (script) => {
      expect(await run(script, 'login', [ANN, PASSWORD])).toEqual({
        kind: 'value',
        value: { user_id: 1, ...PROFILE },
      })
      expect(await run(script, 'login', [ANN, 'wrong'])).toEqual({ kind: 'none' })
      expect(await run(script, 'login', ["' or 1=1 --", PASSWORD])).toEqual({ kind: 'none' })
    },
  )

  test('sql-server/2014-simple-membership-login logs in against a hash of ASP.NET', async () => {
    const login = (password: string) =>
      run('sql-server/2014-simple-membership-login', 'login', [ANN, password])
    expect(await login(PASSWORD)).toEqual({ kind: 'value', value: { user_id: 7, nickname: ANN, email: ANN } })
    expect(await login('wrong')).toEqual({ kind: 'none' })
  })

  test('sql-server/2018-unpinned-change-password says whether a row was changed', async () => {
    const change = (email: string) =>
      run('sql-server/2018-unpinned-change-password', 'change_password', [email, 'another'])
    expect(await change('nobody')).toEqual({ kind: 'value', value: false })
    expect(await change(ANN)).toEqual({ kind: 'value', value: true })
    expect(await run('sql-server/2013-global-login', 'login', [ANN, 'another'])).toMatchObject({
      kind: 'value',
    })
  })
})

describe('old scripts for Oracle, unmodified, over a stand-in for its module', () => {
  const values = { dbUser: 'legacy', dbUserPassword: 'p', connectString: 'localhost/FREEPDB1' }
  const stub = oracleStubSource({
    user: values.dbUser,
    password: values.dbUserPassword,
    connectString: values.connectString,
    schema: `CREATE TABLE Users (ID NUMBER(10) PRIMARY KEY, EMAIL VARCHAR2(100) NOT NULL, PASSWORD VARCHAR2(100),
        EMAIL_VERIFIED VARCHAR2(5), NICKNAME VARCHAR2(100));
      INSERT INTO Users (ID, EMAIL, PASSWORD, EMAIL_VERIFIED, NICKNAME) VALUES (7, '${ANN}', '${HASH}', 'true', '${PROFILE.nickname}')`,
  })
  const run = oldScripts(
    sandbox,
    () => values,
    (text) => `(function () {
      var real = require, module = { exports: {} }, exports = module.exports
      ${stub}
      var oracledb = module.exports
      return (function (require) { return (${text.replace(/^\/\/.*\n/, '')}) })(function (name) { return name === 'oracledb' ? oracledb : real(name) })
    })()`,
  )

  test('oracle/2017-login logs in', async () => {
    expect(await run('oracle/2017-login', 'login', [ANN, PASSWORD])).toEqual({
      kind: 'value',
      value: { user_id: '7', ...PROFILE },
    })
    expect(await run('oracle/2017-login', 'login', [ANN, 'wrong'])).toMatchObject({ kind: 'rejection' })
    expect(await run('oracle/2017-login', 'login', ['nobody', PASSWORD])).toMatchObject({ kind: 'rejection' })
  })

  test('oracle/2017-change-password-missing-return says whether a row was changed', async () => {
    const change = (email: string) =>
      run('oracle/2017-change-password-missing-return', 'change_password', [email, 'another'])
    expect(await change(ANN)).toEqual({ kind: 'value', value: true })
    expect(await change('nobody')).toEqual({ kind: 'value', value: false })
  })
})

describe('old scripts of other kinds, unmodified', () => {
  test('other/2013-basic-auth-login logs in at a web service', async () => {
    const right = `Basic ${Buffer.from(`${ANN}:${PASSWORD}`).toString('base64')}`
    const service = await openPeer((socket) => {
      socket.once('data', (bytes: Buffer) => {
        const isRight = bytes.toString().includes(`uthorization: ${right}\r\n`)
        const body = isRight ? JSON.stringify({ user_id: 7, ...PROFILE }) : 'Unauthorized'
        const status = isRight ? '200 OK' : '401 Unauthorized'
        socket.end(
          `HTTP/1.1 ${status}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
        )
      })
    })
    const run = oldScripts(sandbox, () => ({ url: `http://127.0.0.1:${service.port}` }))
    try {
      expect(await run('other/2013-basic-auth-login', 'login', [ANN, PASSWORD])).toEqual({
        kind: 'value',
        value: { user_id: '7', ...PROFILE },
      })
      expect(await run('other/2013-basic-auth-login', 'login', [ANN, 'wrong'])).toEqual({ kind: 'none' })
    } finally {
      await service.close()
    }
  })

  const run = oldScripts(sandbox, () => ({}))

  test('other/2014-xml-service-login uses the globals of its year', async () => {
    expect(await run('other/2014-xml-service-login', 'login', [ANN, PASSWORD])).toEqual({
      kind: 'value',
      value: { id: '7', email: ANN, roles: ['A', 'B'] },
    })
  })

  test('other/2014-pbkdf2-global makes the hash that the package made, and pbkdf2 without a digest is SHA-1', async () => {
    expect(await run('other/2014-pbkdf2-global', 'login', [ANN, PASSWORD])).toEqual({
      kind: 'value',
      value: { id: 344, same: true, valid: true, wrong: false },
    })
  })
})

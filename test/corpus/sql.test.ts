import { beforeEach, describe, expect, test } from 'vitest'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'
import { useSandbox } from '../support/sandbox.ts'
import { HASH, oldScripts, PASSWORD } from './corpus.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const ANN = 'ann@example.com'
const PROFILE = { nickname: 'Ann Óg', email: ANN }
const TABLE = (serial: string) => `create table users (
  id ${serial} primary key, nickname varchar(100), email varchar(200) not null unique, password varchar(100),
  email_Verified boolean not null default false)`

describeMariaDb('old scripts for MySQL, unmodified', (mariadb) => {
  const run = oldScripts(sandbox, () => {
    const { host, port, user, password, database } = mariadb()
    return { host, port: String(port), user, password, database }
  })
  const row = async () =>
    ((await mariadb().query('select * from users')) as { [column: string]: unknown }[])[0]

  beforeEach(async () => {
    await mariadb().query('drop table if exists users')
    await mariadb().query(TABLE('int auto_increment'))
    await mariadb().query('insert into users values (7, ?, ?, ?, false)', [PROFILE.nickname, ANN, HASH])
  })

  test.each(['mysql/2013-global-login', 'other/2017-knex-login'])('%s logs in', async (script) => {
    expect(await run(script, 'login', [ANN, PASSWORD])).toEqual({
      kind: 'value',
      value: { id: '7', ...PROFILE },
    })
    expect(await run(script, 'login', [ANN, 'wrong'])).toEqual({ kind: 'none' })
    expect(await run(script, 'login', ["' or 1=1 --", PASSWORD])).toEqual({ kind: 'none' })
  })

  test('mysql/2013-global-change-password says whether a row was changed', async () => {
    const change = (email: string) =>
      run('mysql/2013-global-change-password', 'change_password', [email, 'another'])
    expect(await change('nobody@example.com')).toEqual({ kind: 'value', value: false })
    expect(await change(ANN)).toEqual({ kind: 'value', value: true })
    expect(await run('mysql/2013-global-login', 'login', [ANN, PASSWORD])).toEqual({ kind: 'none' })
    expect(await run('mysql/2013-global-login', 'login', [ANN, 'another'])).toMatchObject({ kind: 'value' })
  })

  test('mysql/2016-create inserts once, and tells a duplicate', async () => {
    const create = () => run('mysql/2016-create', 'create', [{ email: 'bob@example.com', password: 'x' }])
    expect(await create()).toEqual({ kind: 'none' })
    expect(await create()).toMatchObject({ kind: 'rejection', class: 'ValidationError', code: 'user_exists' })
    expect(await run('mysql/2013-global-login', 'login', ['bob@example.com', 'x'])).toMatchObject({
      value: { email: 'bob@example.com' },
    })
  })

  test('mysql/2018-module-called-verify says whether a row was changed', async () => {
    const verify = () => run('mysql/2018-module-called-verify', 'verify', [ANN])
    expect(await verify()).toEqual({ kind: 'value', value: true })
    expect(await row()).toMatchObject({ email_Verified: 1 })
    expect(await verify()).toEqual({ kind: 'value', value: false })
  })

  test('mysql/2018-delete-missing-return deletes, and the first callback counts', async () => {
    const remove = () => run('mysql/2018-delete-missing-return', 'delete', ['7'])
    expect(await remove()).toEqual({ kind: 'none' })
    expect(await row()).toBeUndefined()
    expect(await remove()).toMatchObject({ code: 'script_error', message: 'no such user' })
  })

  test('mysql/2015-get-user-url finds by events of a query', async () => {
    expect(await run('mysql/2015-get-user-url', 'get_user', [ANN])).toEqual({
      kind: 'value',
      value: { user_id: '7', ...PROFILE },
    })
    expect(await run('mysql/2015-get-user-url', 'get_user', ['nobody'])).toEqual({ kind: 'none' })
  })
})

describePostgres('old scripts for PostgreSQL, unmodified', (postgres) => {
  const values = () => {
    const { host, port, user, password, database } = postgres()
    const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`
    return { url, host, port: String(port), user, password, database }
  }
  const run = oldScripts(sandbox, values)
  const row = async () =>
    ((await postgres().query('select * from users')) as { [column: string]: unknown }[])[0]

  beforeEach(async () => {
    await postgres().query('drop table if exists users')
    await postgres().query(TABLE('serial'))
    await postgres().query('insert into users values (7, $1, $2, $3, false)', [PROFILE.nickname, ANN, HASH])
  })

  test('postgres/2013-global-login logs in', async () => {
    const login = (email: string, password: string) =>
      run('postgres/2013-global-login', 'login', [email, password])
    expect(await login(ANN, PASSWORD)).toEqual({ kind: 'value', value: { id: 7, ...PROFILE } })
    expect(await login(ANN, 'wrong')).toEqual({ kind: 'none' })
    expect(await login('nobody', PASSWORD)).toEqual({ kind: 'none' })
  })

  test('postgres/2015-pg-connect-change-password says whether a row was changed', async () => {
    const change = (email: string) =>
      run('postgres/2015-pg-connect-change-password', 'change_password', [email, 'another'])
    expect(await change('nobody@example.com')).toEqual({ kind: 'value', value: false })
    expect(await change(ANN)).toEqual({ kind: 'value', value: true })
    expect(await run('postgres/2013-global-login', 'login', [ANN, 'another'])).toMatchObject({
      kind: 'value',
    })
  })

  test('postgres/2016-create inserts once, and tells a duplicate', async () => {
    const create = () => run('postgres/2016-create', 'create', [{ email: 'bob@example.com', password: 'x' }])
    expect(await create()).toEqual({ kind: 'none' })
    expect(await create()).toMatchObject({ kind: 'rejection', code: 'user_exists' })
  })

  test('postgres/2014-row-events-get-user finds by events of rows, through a version that is not offered', async () => {
    const getUser = (email: string) => run('postgres/2014-row-events-get-user', 'get_user', [email])
    expect(await getUser(ANN)).toEqual({ kind: 'value', value: { user_id: '7', ...PROFILE } })
    expect(await getUser('nobody')).toEqual({ kind: 'none' })
  })

  test('postgres/2019-module-called-verify says whether a row was changed', async () => {
    const verify = () => run('postgres/2019-module-called-verify', 'verify', [ANN])
    expect(await verify()).toEqual({ kind: 'value', value: true })
    expect(await row()).toMatchObject({ email_verified: true })
    expect(await verify()).toEqual({ kind: 'value', value: false })
  })

  test('postgres/2016-pg6-promise-delete deletes', async () => {
    const remove = () => run('postgres/2016-pg6-promise-delete', 'delete', ['7'])
    expect(await remove()).toEqual({ kind: 'none' })
    expect(await row()).toBeUndefined()
    expect(await remove()).toMatchObject({ code: 'script_error', message: 'no such user' })
  })

  test('clients that are given back are used again, and those that never are do not end the run', async () => {
    const pooled = (body: string) => `function (email, password, callback) {
      postgres(configuration.url, function (err, client, done) {
        if (err) return callback(err);
        client.query('SELECT pg_backend_pid() AS pid', function (err, result) { ${body} });
      });
    }`
    const login = (body: string) =>
      sandbox
        .run(pooled(body), {
          connection_id: `pooled-${body.length}`,
          configuration: { values: values(), revision: '1' },
        })
        .then(({ outcome }) => outcome)
    const kept = 'done(); callback(err, { id: result.rows[0].pid });'
    expect(await login(kept)).toEqual(await login(kept))
    const lost = 'callback(err, { id: result.rows[0].pid });'
    expect(await login(lost)).toMatchObject({ kind: 'value' })
    expect(await login(lost)).toMatchObject({ kind: 'value' })
  })
})

describe('old scripts that were wrong then are wrong in words now', () => {
  const run = oldScripts(sandbox, () => ({}))
  test('other/2013-absent-global is told what to use instead', async () => {
    expect(await run('other/2013-absent-global', 'login', [ANN, PASSWORD])).toMatchObject({
      code: 'module_not_available',
      message: expect.stringMatching(/cassandra.*not offered.*fetch/),
    })
  })
})

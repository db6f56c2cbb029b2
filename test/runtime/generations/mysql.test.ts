import { beforeAll, expect, test } from 'vitest'
import { describeMariaDb } from '../../support/mariadb.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

describeMariaDb('accounts of MySQL from 4.0 to 5.7, on a MariaDB', (mariadb) => {
  beforeAll(async () => {
    const { query } = mariadb()
    await query('SET GLOBAL secure_auth = OFF')
    await query("CREATE USER of_40 IDENTIFIED VIA mysql_old_password USING '5d2e19393cc5ef67'")
    await query("CREATE USER of_57 IDENTIFIED VIA mysql_native_password USING PASSWORD('password')")
  })

  const login = async (request: string, user: string, password: string, more = '') => {
    const { host, port } = mariadb()
    const values = { host, port: String(port), user, password }
    const { outcome } = await sandbox.run(
      `function (email, password, callback) {
        const connection = require('${request}').createConnection({
          host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password${more}
        })
        connection.connect(function (error) {
          if (error) return callback(error)
          connection.query('SELECT CURRENT_USER() AS who', function (error, rows) {
            connection.end()
            callback(error, { id: 1, who: rows && rows[0].who })
          })
        })
      }`,
      { configuration: { values, revision: '1' }, throw_away: true },
    )
    return outcome
  }

  test.each(['mysql', 'mysql2'])('%s logs in with a hash of 4.1 to 5.7', async (request) => {
    expect(await login(request, 'of_57', 'password')).toMatchObject({ value: { who: 'of_57@%' } })
    expect(await login(request, 'of_57', 'wrong')).toMatchObject({
      code: 'script_error',
      error_code: 'ER_ACCESS_DENIED_ERROR',
    })
  })

  test('mysql logs in with a hash of 4.0 when the script says insecureAuth', async () => {
    expect(await login('mysql', 'of_40', 'password', ', insecureAuth: true')).toMatchObject({
      value: { who: 'of_40@%' },
    })
    expect(await login('mysql', 'of_40', 'wrong', ', insecureAuth: true')).toMatchObject({
      code: 'script_error',
      error_code: 'ER_ACCESS_DENIED_ERROR',
    })
  })

  test('mysql refuses a hash of 4.0 without it, and says what to write', async () => {
    expect(await login('mysql', 'of_40', 'password')).toMatchObject({
      code: 'script_error',
      message: expect.stringContaining('insecureAuth: true'),
    })
  })

  test('mysql2 refuses a hash of 4.0, and says which module takes it', async () => {
    expect(await login('mysql2', 'of_40', 'password')).toMatchObject({
      code: 'script_error',
      message: expect.stringContaining("require('mysql')"),
    })
  })
})

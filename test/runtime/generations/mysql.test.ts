import { beforeAll, expect, test } from 'vitest'
import { cellsOf } from '../../support/generations.ts'
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

  const ACCOUNTS: { readonly [server: string]: string } = {
    'hashes of 4.0': 'of_40',
    'hashes of 4.1 to 5.7': 'of_57',
  }

  test.each(cellsOf('mysql'))('%s meets %s: %s', async (request, server, mark) => {
    const user = ACCOUNTS[server] ?? 'nobody'
    const option = mark === 'option' ? ', insecureAuth: true' : ''
    if (mark !== 'works') {
      expect(await login(request, user, 'password')).toMatchObject({
        code: 'script_error',
        message: expect.stringContaining('insecureAuth: true'),
      })
    }
    if (mark === 'refused') return
    expect(await login(request, user, 'password', option)).toMatchObject({ value: { who: `${user}@%` } })
    expect(await login(request, user, 'wrong', option)).toMatchObject({
      code: 'script_error',
      error_code: 'ER_ACCESS_DENIED_ERROR',
    })
  })
})

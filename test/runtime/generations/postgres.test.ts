import { beforeAll, expect, test, vi } from 'vitest'
import { cellsOf } from '../../support/generations.ts'
import { describePostgres } from '../../support/postgres.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const PASSWORD = `p@ss'"Ø`

/** Roles of the server by the login that it demands from them. */
const ROLES = { cleartext: 'password', md5: 'md5', scram: 'scram-sha-256' } as const

describePostgres('a PostgreSQL with the logins of all ages', (postgres) => {
  beforeAll(async () => {
    const { query } = postgres()
    const secret = `'${PASSWORD.replaceAll("'", "''")}'`
    await query(
      `SET password_encryption = 'md5'; CREATE ROLE by_cleartext LOGIN PASSWORD ${secret}; CREATE ROLE by_md5 LOGIN PASSWORD ${secret}`,
    )
    await query(`SET password_encryption = 'scram-sha-256'; CREATE ROLE by_scram LOGIN PASSWORD ${secret}`)
    const [{ hba_file } = {}] = (await query('SHOW hba_file')) as { hba_file?: string }[]
    const lines = [
      ...Object.entries(ROLES).map(([name, method]) => `host all by_${name} 127.0.0.1/32 ${method}`),
      'host all all 127.0.0.1/32 scram-sha-256',
    ]
    const texts = lines.map((line) => `'${line}'`).join(', ')
    await query(`COPY (SELECT unnest(ARRAY[${texts}])) TO '${hba_file}'`)
    const loadedAt = async () => (await query('SELECT pg_conf_load_time()::text AS at'))[0]
    const before = await loadedAt()
    await query('SELECT pg_reload_conf()')
    // The server reads the file a moment later.
    await vi.waitFor(async () => expect(await loadedAt()).not.toEqual(before), { timeout: 10_000 })
  })

  const login = async (request: string, role: string, password = PASSWORD) => {
    const { host, port, database } = postgres()
    const values = { host, port: String(port), database, user: `by_${role}`, password }
    const { outcome } = await sandbox.run(
      `function (email, password, callback) {
        const client = new (require('${request}').Client)({
          host: configuration.host, port: Number(configuration.port), user: configuration.user,
          password: configuration.password, database: configuration.database
        })
        client.connect(function (error) {
          if (error) return callback(error)
          client.query('SELECT current_user AS who', function (error, result) {
            client.end()
            callback(error, { id: 1, who: result && result.rows[0].who })
          })
        })
      }`,
      { configuration: { values, revision: '1' }, throw_away: true },
    )
    return outcome
  }

  const cases = cellsOf('postgres')

  test.each(cases)('%s logs in where the server demands %s', async (request, role) => {
    expect(await login(request, role)).toEqual({ kind: 'value', value: { id: 1, who: `by_${role}` } })
  })

  test.each(cases)('%s tells a wrong password where the server demands %s', async (request, role) => {
    expect(await login(request, role, 'wrong')).toMatchObject({ code: 'script_error', error_code: '28P01' })
  })
})

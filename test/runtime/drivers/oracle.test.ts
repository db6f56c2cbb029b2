import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { freePort } from '../../support/servers.ts'
import type { Peer } from '../../support/tcp-peer.ts'
import { openPeer } from '../../support/tcp-peer.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

const SCRIPT = `async function (email, password, callback) {
  const oracledb = require('oracledb')
  try {
    const connection = await oracledb.getConnection({
      user: configuration.user, password: configuration.password, connectString: configuration.connectString
    })
    try {
      const { rows } = await connection.execute('SELECT :email AS EMAIL FROM DUAL', [email], { outFormat: oracledb.OUT_FORMAT_OBJECT })
      callback(null, { id: 1, email: rows[0].EMAIL })
    } finally {
      await connection.close()
    }
  } catch (error) {
    callback(error)
  }
}`

const run = (connectString: string, more: { [name: string]: string } = {}) =>
  sandbox.run(SCRIPT, {
    configuration: { values: { user: 'legacy', password: 'x', connectString, ...more }, revision: '1' },
  })

describe('oracledb inside the sandbox, thin', () => {
  let silent: Peer
  beforeAll(async () => {
    silent = await openPeer(() => undefined)
  })
  afterAll(() => silent.close())

  test('R13: a closed port is reported at once', async () => {
    const { outcome, duration_ms } = await run(`127.0.0.1:${await freePort()}/XEPDB1`)
    expect(outcome).toMatchObject({ code: 'legacy_unavailable', error_code: 'NJS-503' })
    expect(duration_ms).toBeLessThan(3_000)
  })

  test('R13: a silent server fails after the connect time that the script sets', async () => {
    const { outcome, duration_ms } = await run(`127.0.0.1:${silent.port}/XEPDB1?connect_timeout=1`)
    expect(outcome).toMatchObject({ code: 'legacy_unavailable', error_code: 'NJS-510' })
    expect(duration_ms).toBeLessThan(5_000)
  })

  test('an invalid connect string is the script’s error', async () => {
    expect((await run('nowhere//')).outcome).toMatchObject({ code: 'script_error' })
  })

  const real = process.env.FERRY_TEST_ORACLE_URL
  test.skipIf(!real)(
    `a real server${real ? '' : ' (skipped: no Debian package has one; set FERRY_TEST_ORACLE_URL=oracle://user:password@host:port/service)'}`,
    async () => {
      const { username, password, host, pathname } = new URL(real ?? '')
      const login = { user: decodeURIComponent(username), password: decodeURIComponent(password) }
      expect((await run(`${host}${pathname}`, login)).outcome).toEqual({
        kind: 'value',
        value: { id: 1, email: 'ann@example.com' },
      })
    },
  )
})

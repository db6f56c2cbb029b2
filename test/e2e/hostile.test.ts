import { beforeAll, expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'
import type { FerryConnection } from '../support/ferry-process.ts'
import { hostileScripts, PRIVATE_ADDRESSES, PROBING_SCRIPT } from '../support/hostile.ts'
import { freePort } from '../support/servers.ts'

const WALL_MS = 2_000
const HEALTHY = `function login(email, password, callback) {
  callback(null, { user_id: email, email: email })
}`

const attack = useAttack({ FERRY_SCRIPT_TIMEOUT_MS: String(WALL_MS), FERRY_SANDBOX_ALLOW: '' })
let healthy: FerryConnection
let people = 0

beforeAll(async () => {
  const { ferry } = attack
  healthy = await ferry.createConnection({ login: HEALTHY })
  await ferry.login(healthy, 'first@example.com', 'a password')
})

/** Asks whether the server is alive until told to stop. @returns the slowest answer, in milliseconds */
function watchHealth(): () => Promise<{ statuses: Set<number>; slowest_ms: number }> {
  const statuses = new Set<number>()
  let slowest_ms = 0
  let going = true
  const done = (async () => {
    while (going) {
      const began = performance.now()
      statuses.add((await attack.ferry.call('/healthz')).status)
      slowest_ms = Math.max(slowest_ms, performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  return async () => {
    going = false
    await done
    return { statuses, slowest_ms }
  }
}

test.each(hostileScripts().map((script) => [script.name, script] as const))(
  'a login by the script %s is answered as documented, and the server goes on',
  async (name, script) => {
    const { ferry } = attack
    const connection = await ferry.createConnection({
      login: script.source,
      configuration: { secret: ferry.canaries.make(`the configuration of ${name}`) },
    })
    const stop = watchHealth()
    const began = performance.now()
    const answer = attack.count(
      await ferry.login(connection, 'eve@example.com', ferry.canaries.make(`the password of ${name}`)),
    )
    const took_ms = performance.now() - began
    const next_from = performance.now()
    const next = await ferry.login(healthy, `person-${people++}@example.com`, 'a password')
    const next_ms = performance.now() - next_from
    const { statuses, slowest_ms } = await stop()

    expect(answer.status).toBe(script.status)
    if (script.status !== 200) expect(script.errors).toContain((answer.body as { error: string }).error)
    expect(took_ms).toBeLessThan(WALL_MS + 1_000)
    expect(next.status).toBe(200)
    expect(next_ms).toBeLessThan(1_000)
    expect([...statuses]).toEqual([200])
    expect(slowest_ms).toBeLessThan(1_000)
    expect(await ferry.users(connection)).toHaveLength(script.status === 200 ? 1 : 0)
  },
)

test.each(PRIVATE_ADDRESSES)('N1: a login by a script that asks for %s is refused', async (address) => {
  const { ferry } = attack
  const connection = await ferry.createConnection({
    login: PROBING_SCRIPT,
    configuration: { address, port: String(await freePort()) },
  })
  const answer = attack.count(await ferry.login(connection, 'eve@example.com', 'a password'))
  expect(answer).toMatchObject({ status: 400, body: { error: 'network_blocked' } })
})

test('K4: what a script tells of its secrets, in errors, logs and test-runs, is made unreadable', async () => {
  const { ferry } = attack
  const password = ferry.canaries.make('a told password')
  const secret = ferry.canaries.make('a told setting')
  const telling = `function login(email, password, callback) {
    var all = password + ' ' + configuration.secret
    console.log(all)
    console.log(Buffer.from(all).toString('base64'), Buffer.from(all).toString('hex'), encodeURIComponent(all))
    console.error({ deep: [password, configuration.secret] })
    callback(new Error('no luck with ' + all + ' and ' + Buffer.from(email + ':' + password).toString('base64')))
  }`
  const connection = await ferry.createConnection({ login: telling, configuration: { secret } })
  expect(attack.count(await ferry.login(connection, 'eve@example.com', password)).status).toBe(400)
  const tried = await ferry.api('POST', `connections/${connection.id}/scripts/login/try`, {
    arguments: { email: 'eve@example.com', password },
  })
  expect(tried.body).toMatchObject({ ok: false, error: { code: 'script_error' } })
  expect(tried.text).toContain('no luck with')
  await ferry.api('GET', `connections/${connection.id}/runs`)
  await ferry.api('GET', `connections/${connection.id}`)
})

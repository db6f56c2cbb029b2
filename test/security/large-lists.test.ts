import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'

const attack = useAttack()

const CONNECTIONS = 100
const AT_ONCE = 12
/** More than a list of small connections takes, and a small part of one list of these. */
const MOST_MB = 250
const ACTIONS = ['login', 'get_user', 'create', 'verify', 'change_password', 'delete']

const hasProc = existsSync('/proc/self/clear_refs')

function memoryMb(name: 'VmRSS' | 'VmHWM'): number {
  const text = readFileSync(`/proc/${attack.ferry.pid()}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(text)?.[1]) / 1024
}

test.skipIf(!hasProc)(
  `12 lists of 100 connections at once, with 60 MB of scripts each, take less than ${MOST_MB} MB${hasProc ? '' : ' (skipped: memory is measured on Linux only)'}`,
  { timeout: 120_000 },
  async () => {
    const { ferry } = attack
    const script = `function f () {}\n// ${'x'.repeat(99_000)}`
    const customScripts = Object.fromEntries(ACTIONS.map((action) => [action, script]))
    for (let n = 0; n < CONNECTIONS; n++) {
      await ferry.api('POST', 'connections', {
        name: `large-${n}`,
        strategy: 'auth0',
        options: { enabledDatabaseCustomization: true, customScripts },
      })
    }
    const { body } = await ferry.call('/oauth/token', {
      method: 'POST',
      body: { grant_type: 'client_credentials', ...ferry.admin, audience: `${ferry.url}/api/v2/` },
    })
    const { access_token } = body as { access_token: string }
    writeFileSync(`/proc/${ferry.pid()}/clear_refs`, '5')
    const before = memoryMb('VmRSS')
    const sizes = await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        attack.download('/api/v2/connections?per_page=100', {
          headers: { authorization: `Bearer ${access_token}` },
        }),
      ),
    )
    const grown = memoryMb('VmHWM') - before
    console.log(`from ${Math.round(before)} MB by ${Math.round(grown)} MB`)
    const served = sizes.filter(({ status }) => status === 200)
    expect(served.length).toBeGreaterThanOrEqual(4)
    for (const { bytes } of served) expect(bytes).toBeGreaterThan(CONNECTIONS * ACTIONS.length * 99_000)
    expect(grown).toBeLessThan(MOST_MB)
  },
)

test('a caller who reads slowly keeps no short list waiting', async () => {
  const { ferry } = attack
  const { body } = await ferry.call('/oauth/token', {
    method: 'POST',
    body: { grant_type: 'client_credentials', ...ferry.admin, audience: `${ferry.url}/api/v2/` },
  })
  const { access_token } = body as { access_token: string }
  const stalled = Array.from({ length: 20 }, () => {
    const asked = request(`${ferry.url}/api/v2/connections?per_page=100`, {
      agent: false,
      headers: { authorization: `Bearer ${access_token}` },
    })
    asked.on('error', () => undefined)
    asked.on('response', (response) => response.pause())
    asked.end()
    attack.countAs('cut')
    return asked
  })
  const began = performance.now()
  await ferry.api('GET', 'connections?per_page=1&fields=name')
  await ferry.api('GET', 'users')
  expect(performance.now() - began).toBeLessThan(1_000)
  for (const asked of stalled) asked.destroy()
})

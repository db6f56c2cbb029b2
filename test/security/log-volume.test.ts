import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'

const attack = useAttack()

/** As many as one address may make in a second. */
const PER_ADDRESS = 100
const ADDRESSES = 20
/** As long as the endpoint takes it. */
const LONG = { audience: 'a'.repeat(600), scope: 's'.repeat(2_000), username: 'u'.repeat(320) }

/** Bytes of the database and its log. */
function bytesStored(): number {
  const folder = attack.ferry.data_dir
  return readdirSync(folder)
    .filter((name) => name.startsWith('ferry.db'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}

/** Waits until the log holds what earlier requests left in it. */
async function logged(q: string): Promise<{ total: number; logs: { details?: { events?: number } }[] }> {
  const { body } = await attack.ferry.api(
    'GET',
    `logs?include_totals=true&per_page=100&q=${encodeURIComponent(q)}`,
  )
  return body as { total: number; logs: { details?: { events?: number } }[] }
}

test('2,000 refused requests with long fields grow the store by less than 2 MB, and the audit trail stays', async () => {
  const { ferry } = attack
  const legacy = await ferry.createConnection({ login: 'function login (email, password, callback) {}' })
  const before = bytesStored()
  for (let n = 0; n < ADDRESSES; n++) {
    await Promise.all(
      Array.from({ length: PER_ADDRESS }, (_, at) =>
        attack.send('/oauth/token', {
          method: 'POST',
          local_address: `127.0.3.${n + 1}`,
          headers: { 'user-agent': 'b'.repeat(4_000), 'x-correlation-id': 'c'.repeat(4_000) },
          body: {
            grant_type: 'client_credentials',
            client_id: `nobody-${at}`,
            client_secret: 'wrong',
            ...LONG,
          },
        }),
      ),
    )
  }
  const { total } = await logged('type:feccft')
  expect(total).toBeGreaterThanOrEqual(ADDRESSES)
  expect(total).toBeLessThanOrEqual(ADDRESSES * 10)
  expect(bytesStored() - before).toBeLessThan(2_000_000)
  const audit = await logged('type:sapi')
  expect(audit.total).toBeGreaterThanOrEqual(1)
  expect((await attack.send(`/api/v2/connections/${legacy.id}`)).status).toBe(401)
})

/** Limits that two servers of one store share. */
import { expect, onTestFinished, test } from 'vitest'
import { createProtection } from '../../../server/protection/protection.ts'
import type { SharedLimits } from '../../../server/protection/shared-limits.ts'
import { createSharedLimits } from '../../../server/protection/shared-limits.ts'
import { createSignIns } from '../../../server/protection/sign-ins.ts'
import { countedEverywhere } from '../../../server/protection/sign-ins-everywhere.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

async function open(): Promise<{ store: Store; limits: SharedLimits; tenant_id: string }> {
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store = await createSqliteStore({ data_dir: temporaryFolder(), secrets })
  onTestFinished(() => store.close())
  const { tenant_id } = await store.ensureTenant('default')
  return { store, tenant_id, limits: createSharedLimits({ ...store, is_shared: true }) }
}

const clock = { now: () => performance.now(), sleep: async () => undefined }

test('A6: guesses at a member’s password count for all servers, and the right one takes its count back', async () => {
  const { limits, tenant_id } = await open()
  const servers = [1, 2].map(() => countedEverywhere(createSignIns(clock.now), limits))
  const attempt = { tenant_id, key: 'olga@example.com', address: '203.0.113.7', known: undefined }
  const reserve = async (n: number) => (await servers[n % 2]?.reserve(attempt))?.kind
  const right = await servers[0]?.reserve(attempt)
  if (right?.kind === 'allowed') right.succeeded()
  await expect
    .poll(() => limits.take(tenant_id, { judging: [], counting: [] }))
    .toMatchObject({ allowed: true })
  const kinds: unknown[] = []
  for (let n = 0; n < 14; n++) kinds.push(await reserve(n))
  expect(kinds.filter((kind) => kind === 'allowed').length).toBe(10)
  expect(kinds.slice(-2)).toEqual(['refused', 'refused'])
})

test('A3: sign-ups and requests for a new password count for all servers', async () => {
  const { store, limits, tenant_id } = await open()
  const servers = [1, 2].map(() => createProtection(store, clock, Date.now, limits))
  const resets = { tenant_id, key: 'ann@example.com', ip: '192.0.2.1' }
  let allowed = 0
  for (let n = 0; n < 16; n++) {
    if ((await servers[n % 2]?.reserveReset(resets))?.kind === 'allowed') allowed++
  }
  expect(allowed).toBe(10)
})

test('while the store is away, each server counts for itself', async () => {
  const { store, tenant_id } = await open()
  const away = async (): Promise<never> => {
    throw new StoreUnavailable('away')
  }
  const limits = createSharedLimits({ ...store, is_shared: true, takeTokens: away, putBackTokens: away })
  const protection = createProtection(store, clock, Date.now, limits)
  const reset = { tenant_id, key: 'ann@example.com', ip: '192.0.2.1' }
  for (let n = 0; n < 10; n++) expect((await protection.reserveReset(reset)).kind).toBe('allowed')
  expect((await protection.reserveReset(reset)).kind).toBe('refused')
})

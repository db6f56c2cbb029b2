/** Counts of legacy stores that nobody asks for. */
import { expect, onTestFinished, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import { startDailyCounts } from '../../../server/process/daily-counts.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { openTestStore } from '../../support/test-store.ts'
import { addConnection, newTenant } from '../store/contract/samples.ts'

const SECRET = 'the master key of a test, long enough'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

const ON = { enabledDatabaseCustomization: true, ferry_count: 'function count () {}' }

/** Two servers of one store, which look all the time. */
async function start(answer: (signal: AbortSignal | undefined) => Promise<ScriptOutcome>) {
  const store = await openTestStore({
    data_dir: temporaryFolder(),
    secrets: createSecrets({ master: SECRET }),
  })
  const tenant_id = await newTenant(store)
  const runtime = createFakeRuntime(({ signal }) => answer(signal))
  onTestFinished(() => store.close())
  const servers = [1, 2].map(() => startDailyCounts({ store, runtime, log: silent }, 5))
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()))
  }
  onTestFinished(stop)
  const add = async (name: string, options = ON) =>
    (await addConnection(store, tenant_id, { name, options })).connection_id
  return { store, tenant_id, runtime, add, stop }
}

test('each connection with a script that counts is counted, once a day by one of the servers', async () => {
  const { store, tenant_id, runtime, add } = await start(async () => ({ kind: 'value', value: 12 }))
  const ids = [await add('one'), await add('two'), await add('three')]
  await add('off', { ...ON, enabledDatabaseCustomization: false })
  for (const id of ids) {
    await expect
      .poll(async () => (await store.findLegacyTotal(tenant_id, id))?.total, { timeout: 5_000 })
      .toBe(12)
  }
  const again = await add('four')
  await expect.poll(async () => (await store.findLegacyTotal(tenant_id, again))?.total).toBe(12)
  expect(runtime.calls.map(({ connection_id }) => connection_id).toSorted()).toEqual(
    [...ids, again].toSorted(),
  )
  expect(runtime.calls.every(({ throw_away, script }) => throw_away && script.action === 'count')).toBe(true)
})

test('a server that stops ends its counts, and keeps nothing of them', async () => {
  const begun = Promise.withResolvers<void>()
  const { store, tenant_id, add, stop } = await start((signal) => {
    begun.resolve()
    const ended = Promise.withResolvers<ScriptOutcome>()
    signal?.addEventListener('abort', () =>
      ended.resolve({ kind: 'failure', code: 'script_timeout', message: 'ended' }),
    )
    return ended.promise
  })
  const id = await add('one')
  await begun.promise
  await stop()
  expect(await store.findLegacyTotal(tenant_id, id)).toMatchObject({ total: undefined, problem: undefined })
})

/** Servers of one store whose clocks differ. */
import { expect, onTestFinished, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { addConnection, addUser, sampleClient } from './contract/samples.ts'

test('a refresh token that was exchanged is no leeway’s repetition for a server whose clock is behind', async () => {
  let now = 2_000
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store = await createSqliteStore({ data_dir: temporaryFolder(), secrets, now: () => now })
  onTestFinished(() => store.close())
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  const { user_id } = await addUser(store, tenant_id, connection_id, 'ann')
  await store.createClient(sampleClient(tenant_id, 'app'))
  await store.createRefreshToken(tenant_id, {
    family_id: 'f',
    client_id: 'app',
    user_id,
    audience: undefined,
    scopes: [],
    secret_sha256: 'first',
    life_ms: undefined,
    idle_ms: undefined,
  })
  const exchange = (next: string) =>
    store.exchangeRefreshToken(tenant_id, {
      family_id: 'f',
      client_id: 'app',
      secret_sha256: 'first',
      successor: { secret_sha256: next, salt: next },
      leeway_ms: 0,
      idle_ms: undefined,
    })
  expect(await exchange('second')).toMatchObject({ kind: 'exchanged' })
  now = 1_000
  expect(await exchange('third')).toMatchObject({ kind: 'reused' })
})

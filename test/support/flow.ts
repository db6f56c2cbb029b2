/** The login flow over a real store, without HTTP. @module */
import { onTestFinished } from 'vitest'
import type { Action } from '../../runtime/index.ts'
import type { Clock } from '../../server/common/clock.ts'
import type { Log } from '../../server/common/log.ts'
import type { LoginDeps, LoginFlow } from '../../server/migration/login/login.ts'
import { createLoginFlow } from '../../server/migration/login/login.ts'
import type { LoginResult } from '../../server/migration/login/login-result.ts'
import type { Passwords } from '../../server/password/hash.ts'
import { createPasswords } from '../../server/password/hash.ts'
import { createHashGate } from '../../server/password/hash-gate.ts'
import { createSecrets } from '../../server/secrets/index.ts'
import type { Connection, Store } from '../../server/store/contract.ts'
import type { FakeRuntime, FakeScript } from './fake-runtime.ts'
import { createFakeRuntime } from './fake-runtime.ts'
import { temporaryFolder } from './server-in-process.ts'
import { openTestStore } from './test-store.ts'

/** Real argon2id, cheap. */
export const CHEAP_HASHES = { memoryCost: 64, timeCost: 1, parallelism: 1 }

/** A store, a runtime that the test decides, and the flow over both. */
export interface Flow {
  store: Store
  runtime: FakeRuntime
  passwords: Passwords
  tenant_id: string
  /** What flows are made with. */
  deps: LoginDeps & { store: Store }
  flow: LoginFlow
  events: string[]
  connection(
    name: string,
    options: Connection['options'],
    scripts?: { [action in Action]?: string },
  ): Promise<Connection>
  login(connection: Connection, identifier: string, password: string): Promise<LoginResult>
}

/** A clock on which nobody waits. */
const impatientClock: Clock = { now: () => performance.now(), sleep: async () => undefined }

/** @param wrap stands between flow and store, for a store that fails */
export async function openFlow(
  script: FakeScript,
  { wrap = (store) => store, clock = impatientClock }: { wrap?: (store: Store) => Store; clock?: Clock } = {},
): Promise<Flow> {
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store = await openTestStore({ data_dir: temporaryFolder(), secrets })
  onTestFinished(() => store.close())
  const { tenant_id } = await store.ensureTenant('default')
  const runtime = createFakeRuntime(script)
  const passwords = createPasswords(createHashGate(4, 1_000), CHEAP_HASHES)
  const events: string[] = []
  const note = (event: string): void => {
    events.push(event)
  }
  const log: Log = { info: note, warn: note, error: note }
  const deps = { store: wrap(store), runtime, passwords, log, clock }
  const flow = createLoginFlow(deps)
  return {
    store,
    runtime,
    passwords,
    tenant_id,
    deps,
    flow,
    events,
    async connection(name, options, scripts) {
      const result = await store.createConnection(
        tenant_id,
        {
          name,
          strategy: 'auth0',
          options,
          scripts: { login: 'function login (email, password, callback) {}', ...scripts },
          configuration: {},
          enabled_clients: [],
        },
        'test',
      )
      if (result.kind !== 'created') throw new Error(result.kind)
      return result.connection
    },
    login: (connection, identifier, password) =>
      flow.login({ tenant_id, connection, identifier, password, ip: '203.0.113.7', started_at: clock.now() }),
  }
}

/** Options of the three modes. */
export const MODES = {
  local: { enabledDatabaseCustomization: false, import_mode: false },
  /** As local: without scripts the other switch says nothing. */
  local_with_import: { enabledDatabaseCustomization: false, import_mode: true },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  import: { enabledDatabaseCustomization: true, import_mode: true },
}

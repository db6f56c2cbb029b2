/** Puts the server together: settings, secrets, store, keys, runtime, application, listener. @module */
import { availableParallelism } from 'node:os'
import type { Runtime, RuntimeOptions } from '../runtime/index.ts'
import { DASHBOARD_PATH } from './api/dashboard/serve-dashboard.ts'
import { createApp } from './app.ts'
import { ensureAdminClient } from './clients.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config.ts'
import type { DashboardBuild } from './dashboard/ensure-build.ts'
import { addressOf, endpointsOf, listen } from './listen.ts'
import type { Log } from './log.ts'
import { systemClock } from './migration/failure-floor.ts'
import { createLoginFlow } from './migration/login.ts'
import { createGate } from './password/gate.ts'
import { createPasswords } from './password/hash.ts'
import { openSecrets } from './secrets/index.ts'
import { createShutdown } from './shutdown.ts'
import { createSqliteStore } from './store/sqlite.ts'
import { openKeyRing } from './tokens/keys.ts'
import { createTokens } from './tokens/tokens.ts'

/** The tenant that exists from the start. */
const DEFAULT_TENANT = 'default'

/** Hashes that may wait, A10. */
const QUEUED_HASHES = 100

/** Secrets are kept as plain hashes, which only long random ones can bear. */
const LEAST_SECRET_CHARACTERS = 32

/** A server that answers. */
export interface StartedServer {
  /** Where it listens. */
  address: string
  /** What callers see; issuer without the slash. */
  public_url: string
  /** Made on this start: shown once, stored as a hash. */
  generated_client: { client_id: string; client_secret: string } | undefined
  /** Undefined when the dashboard has not been built. */
  dashboard_url: string | undefined
  /** Drains and closes. A later call ends now. */
  stop(): Promise<void>
}

/**
 * Starts the server; returns when both APIs can be used.
 *
 * @param createRuntime real one, or a fake in tests of the HTTP side
 * @param dashboard what to serve; without it there are only the APIs
 * @throws {ConfigError} a setting, a secret or the port must change
 */
export async function startServer(
  config: Config,
  log: Log,
  createRuntime: (options: RuntimeOptions) => Runtime,
  endNow: () => void,
  dashboard: DashboardBuild = { kind: 'none', reason: 'it was not asked for' },
): Promise<StartedServer> {
  if (config.admin_client && config.admin_client.client_secret.length < LEAST_SECRET_CHARACTERS) {
    log.warn('short_admin_client_secret', { characters_recommended: LEAST_SECRET_CHARACTERS })
  }
  const opened: (() => Promise<void>)[] = []
  const closeAll = async (): Promise<void> => {
    for (const close of opened.toReversed()) await close()
  }
  try {
    // First, so that a port that is taken is noticed before anything is made.
    const { server, serve } = await listen(config)
    opened.push(async () => {
      server.close()
      server.closeAllConnections()
    })
    const secrets = openSecrets({
      master: config.secret,
      previous: config.previous_secret,
      data_dir: config.data_dir,
    })
    const store = await createSqliteStore({ data_dir: config.data_dir, secrets })
    opened.push(() => store.close())
    const runtime = startRuntime(createRuntime, {
      allow: config.sandbox_allow,
      limits: { wall_ms: config.script_timeout_ms },
      own_endpoints: () => endpointsOf(server),
      on_event: ({ kind, ...fields }) => log.info(kind, fields),
    })
    opened.push(() => runtime.close())
    await runtime.ready()

    const tenant = await store.ensureTenant(DEFAULT_TENANT)
    const keyRing = await openKeyRing(store, tenant.tenant_id)
    const gate = createGate({ running: availableParallelism() * 2, queued: QUEUED_HASHES })
    const passwords = createPasswords(gate)
    const address = addressOf(server)
    const public_url = config.public_url ?? address
    const dashboard_dir = dashboard.kind === 'built' ? dashboard.directory : undefined
    const shutdown = createShutdown({ server, drain_ms: config.drain_ms, log, closeRest: closeAll, endNow })
    // Last, because the secret of a client that is made here is shown once: a start that fails must not have made it.
    const generated_client = await ensureAdminClient(store, tenant.tenant_id, config.admin_client)
    serve(
      createApp(
        {
          store,
          runtime,
          loginFlow: createLoginFlow({ store, runtime, passwords, log, clock: systemClock }),
          tenant,
          tokens: createTokens(`${public_url}/`, keyRing),
          log,
          clock: systemClock,
          isDraining: shutdown.isDraining,
        },
        {
          trusted_proxies: config.trusted_proxies,
          is_https: public_url.startsWith('https:'),
          dashboard_dir,
        },
      ),
    )
    const dashboard_url = dashboard_dir === undefined ? undefined : public_url + DASHBOARD_PATH
    return { address, public_url, generated_client, dashboard_url, stop: shutdown.begin }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** The only option of an operator that the runtime itself checks is the allow list. */
function startRuntime(createRuntime: (options: RuntimeOptions) => Runtime, options: RuntimeOptions): Runtime {
  try {
    return createRuntime(options)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'it cannot be read'
    throw new ConfigError(detail, { cause })
  }
}

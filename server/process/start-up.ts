/** Puts the server together: settings, secrets, store, keys, runtime, application, listener. @module */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Runtime, RuntimeOptions } from '../../runtime/index.ts'
import { createFairQueue } from '../../runtime/index.ts'
import { createApp } from '../api/app.ts'
import { DASHBOARD_PATH } from '../api/dashboard/serve-dashboard.ts'
import { docsUrl } from '../api/docs/serve-docs.ts'
import { createOpenStreams } from '../api/http/open-streams.ts'
import { createRateLimits } from '../api/http/rate-limits.ts'
import { createLogoutCalls } from '../back-channel/logout-calls.ts'
import { createPostForm } from '../back-channel/post-form.ts'
import { createBackground } from '../common/background.ts'
import { systemClock } from '../common/clock.ts'
import type { Config } from '../common/config.ts'
import { ConfigError } from '../common/config.ts'
import { createDiskWatch } from '../common/disk.ts'
import type { ServerLog } from '../common/log.ts'
import type { DashboardBuild } from '../dashboard/ensure-build.ts'
import { createMail } from '../mail/mail.ts'
import { createOutbox, createSmtpTransport } from '../mail/transport.ts'
import { createFlows } from '../migration/flows.ts'
import { createPasswords } from '../password/hash.ts'
import { createHashGate, hashPlaces } from '../password/hash-gate.ts'
import { keepFailuresInMemory } from '../protection/failures-in-memory.ts'
import { createProtection } from '../protection/protection.ts'
import { createSharedLimits } from '../protection/shared-limits.ts'
import { createSignIns } from '../protection/sign-ins.ts'
import { countedEverywhere } from '../protection/sign-ins-everywhere.ts'
import { openSampleService } from '../sample/service.ts'
import { createSampleTables } from '../sample/table.ts'
import { openSecrets } from '../secrets/index.ts'
import type { Store } from '../store/contract.ts'
import { openStore } from '../store/open.ts'
import { tellingAccessChanges } from '../tenancy/access-changes.ts'
import { DEFAULT_TENANT, localTenantUrl, openTenants } from '../tenancy/tenants.ts'
import { createTxtReader } from '../tenancy/txt-records.ts'
import { createEventHub } from '../tenant-log/event-hub.ts'
import { startLogRetention } from '../tenant-log/retention.ts'
import { createLogVolume } from '../tenant-log/volume.ts'
import { createTextWork } from '../text-work/text-work.ts'
import { connectionLimits, openFilesLimit } from './connection-limits.ts'
import { startDailyCounts } from './daily-counts.ts'
import { hasStore, openDataFolder } from './data-folder.ts'
import { recordFailedMail } from './failed-mail.ts'
import { ensureAdminClient } from './first-client.ts'
import { addressOf, listen, networkAddressesOf } from './listen.ts'
import { serveMetrics } from './metrics-listener.ts'
import { createOwnEndpoints } from './own-endpoints.ts'
import { startRetirement } from './retirement.ts'
import { makeSetupLink } from './setup-link.ts'
import { createShutdown } from './shutdown.ts'

/** Long lists that are sent at the same time; each takes up to 2 MB of memory. */
const LONG_LISTS = { running: 32, running_per_owner: 4, waiting_per_owner: 50 }

/** How long mails and background work may take at shutdown; together with the drain less than 5 s. */
const LAST_WORK_MS = 400

/** A running server. */
export interface StartedServer {
  /** Where it listens; for a server at every address of the machine, the address for the machine itself. */
  address: string
  /** Addresses for other machines when the server listens at every address without a public URL; else undefined. */
  network_addresses: string[] | undefined
  /** The public address: the issuer without the trailing slash. */
  public_url: string
  /** Created by this start: shown once, stored as a hash. */
  generated_client: { client_id: string; client_secret: string } | undefined
  /** Undefined when the dashboard has not been built. */
  dashboard_url: string | undefined
  docs_url: string
  /** Where the metrics are; undefined when none are kept. */
  metrics_url: string | undefined
  /** Creates the first owner of the dashboard; undefined when there is one. */
  setup_url: string | undefined
  /** Drains and closes. A later call ends the process now. */
  stop(): Promise<void>
}

/**
 * Starts the server; returns when both APIs can be used.
 *
 * @param createRuntime the real one, or a fake in tests of the HTTP side
 * @param dashboard files to serve; without them the server has only the APIs
 * @throws {ConfigError} a setting, a secret or the port must change
 */
export async function startServer(
  config: Config,
  log: ServerLog,
  createRuntime: (options: RuntimeOptions) => Runtime,
  endNow: () => void,
  dashboard: DashboardBuild = { kind: 'none', reason: 'it was not asked for' },
): Promise<StartedServer> {
  const opened: (() => Promise<void>)[] = []
  const closeAll = async (): Promise<void> => {
    for (const close of opened.toReversed()) await close()
  }
  try {
    // First, so that a taken port is noticed before anything is created.
    const { server, serve } = await listen(
      config,
      connectionLimits(openFilesLimit(), config.connections_per_address),
      log,
    )
    opened.push(async () => {
      server.close()
      server.closeAllConnections()
    })
    const { metrics, server: metricsServer, url: metrics_url } = await serveMetrics(config.metrics, log)
    if (metricsServer) {
      opened.push(async () => {
        metricsServer.close()
        metricsServer.closeAllConnections()
      })
    }
    openDataFolder(config.data_dir)
    const disk = createDiskWatch({ data_dir: config.data_dir, low_bytes: config.disk_low_bytes }, log)
    opened.push(() => disk.stop())
    const secrets = openSecrets({
      master: config.secret,
      previous: config.previous_secret,
      data_dir: config.data_dir,
      may_make: !hasStore(config.data_dir),
    })
    const openStreams = createOpenStreams()
    const opened_store = await openStore(config, secrets, {
      onWarning: (warning) => log.warn('store_unsafe', { warning }),
      onPool: (stats) => metrics.watchQueue('database_pool', stats),
    })
    opened.push(() => opened_store.close())
    const kept = metrics.store(opened_store)
    const counting = { ...kept, ...keepFailuresInMemory(kept, log) }
    const store: Store = tellingAccessChanges(counting, openStreams.recheck)
    const { log_strangers_per_day: strangers_per_day } = config
    const events = createEventHub({
      store,
      log,
      volume: createLogVolume(
        { strangers_per_day },
        systemClock.now,
        // The rest is for actions of users and members.
        () => disk.state() === 'ok',
      ),
    })
    opened.push(() => events.close())
    const retention = startLogRetention(
      { store, log },
      { days: config.log_days, audit_days: config.audit_log_days, strangers_per_day },
    )
    opened.push(() => retention.stop())
    const sample = await openSampleService(createSampleTables(join(config.data_dir, 'sample')), log)
    opened.push(() => sample.close())
    const scripts = startRuntime(createRuntime, {
      allow: config.sandbox_allow,
      limits: { wall_ms: config.script_timeout_ms },
      own_endpoints: createOwnEndpoints(
        metricsServer ? [server, metricsServer] : [server],
        sample,
        config.smtp,
        config.database,
      ),
      inner_service: sample.portOf,
      on_event(event) {
        const { kind, ...fields } = event
        log.info(kind, fields)
        metrics.onRuntimeEvent(event)
      },
    })
    opened.push(() => scripts.close())
    const runtime = metrics.runtime(scripts)
    const retirement = startRetirement({ store, runtime, log })
    opened.push(async () => retirement.stop())
    await runtime.ready()
    const dailyCounts = startDailyCounts({ store, runtime, log })
    opened.push(() => dailyCounts.stop())

    const mail = createMail({
      store,
      transport: metrics.transport(
        config.smtp ? createSmtpTransport(config.smtp) : createOutbox(join(config.data_dir, 'outbox')),
      ),
      log,
      onFailed: recordFailedMail(events),
    })
    metrics.watchQueue('mails', mail.stats)
    opened.push(() => mail.close(LAST_WORK_MS))
    const text = createTextWork()
    opened.push(() => text.close())
    const background = createBackground(log)
    opened.push(() => background.close(LAST_WORK_MS))

    const tenant = await store.ensureTenant(DEFAULT_TENANT)
    const sharedLimits = createSharedLimits(store)
    const passwords = createPasswords(metrics.hashes(createHashGate(hashPlaces(availableParallelism()))))
    const flows = metrics.flows(createFlows({ store, runtime, passwords, log, text, clock: systemClock }))
    opened.push(() => flows.settled())
    const address = addressOf(server)
    const network_addresses = config.public_url === undefined ? networkAddressesOf(server) : undefined
    const public_url = config.public_url ?? address
    const dashboard_dir = dashboard.kind === 'built' ? dashboard.directory : undefined
    const tenant_url = config.tenant_url ?? localTenantUrl({ public_url, address })
    const tenants = await openTenants({
      store,
      default_tenant: tenant,
      public_url,
      tenant_url,
      more_hosts: config.any_host ? 'all' : config.public_url === undefined ? 'addresses' : 'none',
    })
    const logoutCalls = createLogoutCalls({ store, tenants, events, postForm: createPostForm(runtime), log })
    metrics.watchQueue('logout_calls', logoutCalls.stats)
    opened.push(() => logoutCalls.close(LAST_WORK_MS))
    const shutdown = createShutdown({
      server,
      notice_ms: config.drain_notice_ms,
      drain_ms: config.drain_ms,
      log,
      endStreams: events.endFeeds,
      closeRest: closeAll,
      endNow,
    })
    // Last, because the secret of a new client is shown only once: a start that fails must not create it.
    const admin = await ensureAdminClient(store, tenant.tenant_id, config.admin_client)
    if (admin.repaired.length > 0) {
      log.warn('admin_client_repaired', {
        client_id: config.admin_client?.client_id ?? '',
        fields: admin.repaired.join(', '),
      })
    }
    const longLists = createFairQueue(LONG_LISTS)
    metrics.watchQueue('long_lists', longLists.stats)
    serve(
      createApp(
        {
          store,
          runtime,
          flows,
          passwords,
          secrets,
          tenants,
          signIns: countedEverywhere(createSignIns(systemClock.now), sharedLimits),
          protection: metrics.protection(createProtection(store, systemClock, Date.now, sharedLimits)),
          rateLimits: createRateLimits(config.rate_limits, systemClock.now),
          mail,
          text,
          background,
          events,
          openStreams,
          sample,
          disk,
          longLists,
          log,
          clock: systemClock,
          readTxtRecords: createTxtReader(config.dns_servers),
          isDraining: shutdown.isDraining,
          email_from: config.smtp?.from,
          mayHaveClassicPage: (name) => config.classic_pages.some((one) => one === '*' || one === name),
          script_timeout_ms: config.script_timeout_ms,
        },
        {
          trusted_proxies: config.trusted_proxies,
          public_url: config.public_url,
          dashboard_dir,
          onAnswered: metrics.onAnswered,
        },
      ),
    )
    const dashboard_url = dashboard_dir === undefined ? undefined : public_url + DASHBOARD_PATH
    const setup_url = await makeSetupLink(store, tenant.tenant_id, public_url)
    const generated_client = admin.generated
    return {
      address,
      network_addresses,
      public_url,
      generated_client,
      dashboard_url,
      docs_url: docsUrl(tenants),
      metrics_url,
      setup_url,
      stop: shutdown.begin,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** The allow list is the only setting that the runtime itself checks. */
function startRuntime(createRuntime: (options: RuntimeOptions) => Runtime, options: RuntimeOptions): Runtime {
  try {
    return createRuntime(options)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'it cannot be read'
    throw new ConfigError(detail, { cause })
  }
}

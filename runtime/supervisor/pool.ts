/** Which runner and which isolate a run gets: one runner per tenant, warm isolates per connection revision (S2, S12). @module */
import type { ScriptCall } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { RunnerHandle } from './runner-handle.ts'

/** An isolate that belongs to one run until it is released. */
export interface Lease {
  readonly runner: RunnerHandle
  readonly isolate: number
  /** @param reusable the next run of the same revision may have the isolate */
  release(reusable: boolean): void
}

export interface Pool {
  /** @throws when no runner can be started; QueueFullError when too many of the tenant's are starting; RangeError when the script does not fit a frame */
  lease(call: ScriptCall, limits: ScriptLimits): Promise<Lease>
  /** In a runner that no other run is in, one such run of a tenant after the other. */
  leaseAlone(call: ScriptCall, limits: ScriptLimits): Promise<Lease>
  /** Connections that have isolates in runners that stay. */
  connections(): { tenant_id: string; connection_id: string }[]
  retire(tenant_id: string, connection_id: string): void
  tenantOf(runner: RunnerHandle): string | undefined
  runnerEnded(runner: RunnerHandle): void
  isolateClosed(runner: RunnerHandle, isolate: number): void
  /** Closes a runner's idle isolates. */
  relieve(runner: RunnerHandle): void
  close(): void
}

/** What an isolate was built from. */
interface Built {
  isolate: number
  connection_id: string
  script: ScriptCall['script']
  configuration: ScriptCall['configuration']
  tls_min_version: ScriptCall['tls_min_version']
  limits: ScriptLimits
  idle_since: number
}

/** A tenant's runner and its isolates; its test-runs have one of their own, so that they end nothing but each other. */
interface Tenant {
  readonly tenant_id: string
  readonly idle_ms: number
  runner: RunnerHandle | undefined
  starting: Promise<RunnerHandle> | undefined
  idle: Built[]
  leased: Set<Built>
  /** The newest revisions that were asked for, by connection. */
  newest: Map<string, { configuration: string; scripts: Map<string, string> }>
  used_at: number
  /** The last of the runs that must be alone. */
  alone: Promise<void>
}

/** Warm isolates of one tenant: at 10 to 15 MiB each they must leave room for runs. */
const IDLE_ISOLATES = 24
const SWEEP_MAX_MS = 5_000
/** A runner of test-runs holds no isolate between them: it is kept only for who tries again at once. */
const TEST_IDLE_MS = 15_000

const keyOf = (tenant_id: string, isTest: boolean): string => `${isTest ? 'test' : 'live'} ${tenant_id}`

/** @param take a blank runner, ready, for that tenant; it is never given to another */
export function createPool(take: (tenant_id: string) => Promise<RunnerHandle>, idle_ms: number): Pool {
  const tenants = new Map<string, Tenant>()
  const owners = new Map<RunnerHandle, Tenant>()
  const sweeper = setInterval(sweep, Math.min(SWEEP_MAX_MS, Math.max(50, idle_ms / 2)))
  sweeper.unref()

  function tenantFor({ tenant_id, throw_away }: ScriptCall): Tenant {
    const key = keyOf(tenant_id, throw_away === true)
    let tenant = tenants.get(key)
    if (!tenant) {
      tenant = {
        tenant_id,
        idle_ms: throw_away ? Math.min(TEST_IDLE_MS, idle_ms) : idle_ms,
        runner: undefined,
        starting: undefined,
        idle: [],
        leased: new Set(),
        newest: new Map(),
        used_at: performance.now(),
        alone: Promise.resolve(),
      }
      tenants.set(key, tenant)
    }
    return tenant
  }

  function runnerFor(tenant: Tenant): RunnerHandle | Promise<RunnerHandle> {
    if (tenant.runner) return tenant.runner
    tenant.starting ??= take(tenant.tenant_id)
      .then((runner) => {
        owners.set(runner, tenant)
        tenant.runner = runner
        return runner
      })
      .finally(() => {
        tenant.starting = undefined
      })
    return tenant.starting
  }

  /** Remembers what is newest, and closes idle isolates of what is not any more. */
  function supersede(tenant: Tenant, { connection_id, script, configuration }: ScriptCall): void {
    const known = tenant.newest.get(connection_id)
    if (
      known?.configuration === configuration.revision &&
      known.scripts.get(script.action) === script.revision
    )
      return
    const scripts = known?.configuration === configuration.revision ? known.scripts : new Map()
    scripts.set(script.action, script.revision)
    tenant.newest.set(connection_id, { configuration: configuration.revision, scripts })
    closeIdle(tenant, (built) => built.connection_id === connection_id && isSuperseded(tenant, built))
  }

  function isSuperseded(tenant: Tenant, { connection_id, script, configuration }: Built): boolean {
    const newest = tenant.newest.get(connection_id)
    return (
      newest?.configuration !== configuration.revision ||
      newest.scripts.get(script.action) !== script.revision
    )
  }

  function closeIdle(tenant: Tenant, isToGo: (built: Built) => boolean): void {
    tenant.idle = tenant.idle.filter((built) => {
      if (!isToGo(built)) return true
      tenant.runner?.closeIsolate(built.isolate)
      return false
    })
  }

  function open(runner: RunnerHandle, call: ScriptCall, limits: ScriptLimits): Built {
    const { script, configuration, connection_id, tls_min_version } = call
    const isolate = runner.openIsolate({
      script: { action: script.action, source: script.source },
      configuration: configuration.values,
      ...(tls_min_version && { tls_min_version }),
      limits,
    })
    return { isolate, connection_id, script, configuration, tls_min_version, limits, idle_since: 0 }
  }

  async function lease(call: ScriptCall, limits: ScriptLimits): Promise<Lease> {
    const tenant = tenantFor(call)
    const runner = await runnerFor(tenant)
    tenant.used_at = performance.now()
    if (!call.throw_away) supersede(tenant, call)
    const at = call.throw_away ? -1 : tenant.idle.findLastIndex((built) => serves(built, call, limits))
    const built = tenant.idle[at] ?? open(runner, call, limits)
    if (at >= 0) tenant.idle.splice(at, 1)
    tenant.leased.add(built)
    return {
      runner,
      isolate: built.isolate,
      release(reusable) {
        tenant.used_at = performance.now()
        // False when the connection was retired, or the runner died, meanwhile.
        const kept = tenant.leased.delete(built) && tenant.runner === runner
        if (kept && reusable && !call.throw_away && !isSuperseded(tenant, built)) {
          built.idle_since = tenant.used_at
          tenant.idle.push(built)
          const excess = tenant.idle.length - IDLE_ISOLATES
          if (excess > 0) closeIdle(tenant, (one) => tenant.idle.indexOf(one) < excess)
        } else runner.closeIsolate(built.isolate)
      },
    }
  }

  async function leaseAlone(call: ScriptCall, limits: ScriptLimits): Promise<Lease> {
    const tenant = tenantFor(call)
    const before = tenant.alone
    const { promise, resolve: next } = Promise.withResolvers<void>()
    tenant.alone = promise
    await before
    let runner: RunnerHandle | undefined
    const leave = () => {
      runner?.kill('idle')
      next()
    }
    try {
      runner = await take(tenant.tenant_id)
      owners.set(runner, tenant)
      return { runner, isolate: open(runner, call, limits).isolate, release: leave }
    } catch (error) {
      leave()
      throw error
    }
  }

  function sweep(): void {
    const now = performance.now()
    for (const [key, tenant] of tenants) {
      closeIdle(tenant, (built) => now - built.idle_since >= tenant.idle_ms)
      const isIdle = tenant.idle.length === 0 && tenant.leased.size === 0 && !tenant.starting
      if (!isIdle || now - tenant.used_at < tenant.idle_ms) continue
      tenant.runner?.kill('idle')
      tenants.delete(key)
    }
  }

  return {
    lease,
    leaseAlone,
    connections: () =>
      [...tenants.values()].flatMap(({ tenant_id, idle, leased }) => {
        const ids = new Set([...idle, ...leased].map(({ connection_id }) => connection_id))
        return [...ids].map((connection_id) => ({ tenant_id, connection_id }))
      }),
    retire(tenant_id, connection_id) {
      for (const isTest of [false, true]) {
        const tenant = tenants.get(keyOf(tenant_id, isTest))
        if (!tenant) continue
        tenant.newest.delete(connection_id)
        closeIdle(tenant, (built) => built.connection_id === connection_id)
        for (const built of tenant.leased) {
          if (built.connection_id !== connection_id) continue
          tenant.leased.delete(built)
          tenant.runner?.closeIsolate(built.isolate)
        }
      }
    },
    tenantOf: (runner) => owners.get(runner)?.tenant_id,
    runnerEnded(runner) {
      const tenant = owners.get(runner)
      owners.delete(runner)
      if (tenant?.runner !== runner) return
      tenant.runner = undefined
      tenant.idle = []
      tenant.leased.clear()
    },
    isolateClosed(runner, isolate) {
      const tenant = owners.get(runner)
      if (tenant?.runner === runner) tenant.idle = tenant.idle.filter((built) => built.isolate !== isolate)
    },
    relieve(runner) {
      const tenant = owners.get(runner)
      if (tenant?.runner === runner) closeIdle(tenant, () => true)
    },
    close() {
      clearInterval(sweeper)
    },
  }
}

/** The same text, configuration, TLS and limits: a revision names a text, but only the text itself is proof. */
function serves(built: Built, call: ScriptCall, limits: ScriptLimits): boolean {
  return (
    built.connection_id === call.connection_id &&
    built.script.action === call.script.action &&
    built.script.revision === call.script.revision &&
    built.script.source === call.script.source &&
    built.configuration.revision === call.configuration.revision &&
    isSame(built.configuration.values, call.configuration.values) &&
    built.tls_min_version === call.tls_min_version &&
    isSame(built.limits, limits)
  )
}

function isSame<T extends object>(a: T, b: T): boolean {
  if (a === b) return true
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

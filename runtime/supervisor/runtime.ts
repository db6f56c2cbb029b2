/** The runtime: queues each call, runs it, and determines its outcome. @module */
import type { Runtime, RuntimeOptions, ScriptCall } from '../contract.ts'
import { QueueFullError } from '../fair-queue.ts'
import type { ScriptLimits } from '../limits.ts'
import { DEFAULT_LIMITS, lowerLimits } from '../limits.ts'
import { ensureBuild } from '../packages/ensure-build.ts'
import { createAddressPolicy } from './address-policy.ts'
import { parseAllowList } from './allow-list.ts'
import { createBlankRunners } from './blank-runners.ts'
import { checkAddress } from './check-address.ts'
import { createCircuits } from './circuit.ts'
import { connectFor } from './connect-for-server.ts'
import { createKdfService } from './kdf-service.ts'
import { leaseInTime } from './lease-in-time.ts'
import { createGetaddrinfoHelper } from './names/getaddrinfo-helper.ts'
import { namesOf } from './names/names-of.ts'
import { endOfCancelled, endOfRunner, outcomeOf, shutDown } from './outcome.ts'
import { createOwnEndpoints } from './own-endpoints.ts'
import { createPlaces } from './places.ts'
import { createPool } from './pool.ts'
import { createRedaction } from './redaction.ts'
import { createResolvers } from './resolver.ts'
import { runIn } from './run-in.ts'
import type { EndOfCall } from './run-report.ts'
import { BUSY_RETRY_MS, busy, crashed, reportOf, tooLarge } from './run-report.ts'
import type { RunnerHandle } from './runner-handle.ts'
import { createRunnerHandle } from './runner-handle.ts'
import type { StartProcess } from './runner-process.ts'
import { createProcessStarter } from './runner-process.ts'
import type { EndReason, RunEnding } from './supervised-run.ts'

/** Runs of these actions may be repeated when they left no result: they do not change the legacy store. */
const READ_ONLY: readonly string[] = ['login', 'get_user', 'count']
/** A second attempt with less time than this would only fail again. */
const RETRY_MIN_MS = 250
/** Isolates that died just when a run was sent to them. */
const STALE_ISOLATES = 3
/** Ends of a runner that no run caused. */
const ORDERLY: readonly EndReason[] = ['idle', 'closed']
/** Owner of look-ups without a tenant. */
const NOBODY = ''

type Died = Extract<RunEnding, { kind: 'died' }>

/**
 * Runs scripts in runners that are built from the present sources when they are first needed.
 *
 * @throws {Error} when an entry of `options.allow` is malformed
 */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  return createSupervisor(createProcessStarter(ensureBuild), options)
}

/**
 * @param startProcess starts a runner's process
 * @param startKdf starts a process that derives keys
 * @throws {Error} when an entry of `options.allow` is malformed
 */
export function createSupervisor(
  startProcess: StartProcess,
  options: RuntimeOptions = {},
  startKdf: StartProcess = createProcessStarter(ensureBuild, 'kdf.js'),
): Runtime {
  const limits: ScriptLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const helper = createGetaddrinfoHelper()
  const names = namesOf(options, limits.dns_ms, helper.lookup)
  const resolvers = createResolvers(names, limits.dns_ms)
  const ownNames = resolvers.of(() => NOBODY)
  const never = new AbortController().signal
  const gateway = {
    policy: createAddressPolicy(parseAllowList(options.allow ?? [])),
    own: createOwnEndpoints(options.own_endpoints ?? (() => []), (question) =>
      ownNames.addresses(question, never),
    ),
    innerService: options.inner_service ?? (() => undefined),
  }
  const byDefault = createAddressPolicy([])
  const emit = options.on_event ?? (() => undefined)
  const alive = new Set<RunnerHandle>()
  const circuits = createCircuits()
  const places = createPlaces(limits)
  const kdf = createKdfService(startKdf, limits.kdf_lease_ms)
  const redaction = createRedaction()
  const blanks = createBlankRunners(startRunner, options.blank_runners ?? 1)
  const pool = createPool(blanks.take, limits.idle_ms)
  let kills = 0
  let closed = false

  async function startRunner(): Promise<RunnerHandle> {
    const child = await startProcess()
    const owner = () => pool.tenantOf(runner) ?? NOBODY
    const runner: RunnerHandle = createRunnerHandle({
      child,
      gateway,
      resolver: resolvers.of(owner),
      kdf,
      owner,
      limits,
      onEnd: (reason) => runnerEnded(runner, reason),
      onIsolateClosed: (isolate) => pool.isolateClosed(runner, isolate),
      onPressure: () => pool.relieve(runner),
    })
    alive.add(runner)
    const forget = () => alive.delete(runner)
    runner.reaped.then(forget, forget)
    runner.ready.then(
      () => emit({ kind: 'runner_started', pid: runner.pid }),
      () => undefined,
    )
    if (closed) runner.kill('closed')
    return runner
  }

  function runnerEnded(runner: RunnerHandle, reason: EndReason): void {
    const tenant_id = pool.tenantOf(runner)
    const { pid } = runner
    pool.runnerEnded(runner)
    blanks.forget(runner)
    if (!ORDERLY.includes(reason)) kills++
    if (reason !== 'exit' && reason !== 'signal') emit({ kind: 'runner_killed', pid, tenant_id, reason })
    runner.reaped.then(
      ({ code, signal }) => emit({ kind: 'runner_exited', pid, tenant_id, code, signal }),
      () => undefined,
    )
  }

  /** @returns whether the run was certainly the cause of its runner's end */
  function blame(call: ScriptCall, died: Died): boolean {
    if (!died.suspected || died.suspects !== 1 || died.reason === 'signal' || ORDERLY.includes(died.reason))
      return false
    if (circuits.killed(call)) {
      emit({ kind: 'circuit_opened', tenant_id: call.tenant_id, connection_id: call.connection_id })
    }
    return true
  }

  async function attempt(call: ScriptCall, lowered: ScriptLimits): Promise<EndOfCall> {
    let attempts = 1
    let alone = false
    let stale = 0
    let isBegun = false
    let deadline: number | undefined
    for (;;) {
      const wait_ms = circuits.closedIn_ms(call)
      if (wait_ms > 0)
        return { outcome: busy('It keeps making its sandbox process fail.', wait_ms), attempts }
      if (!isBegun) call.on_begun?.()
      isBegun = true
      const leasing = alone ? pool.leaseAlone(call, lowered) : pool.lease(call, lowered)
      const lease = await leaseInTime(leasing, lowered.wall_ms, call.signal)
      if (lease === 'late')
        return { outcome: busy('No sandbox process was ready in time.', BUSY_RETRY_MS), attempts }
      if (lease === 'aborted') return { outcome: endOfCancelled({ kind: lease }, lowered), attempts }
      deadline ??= performance.now() + lowered.wall_ms
      const { started, report } = await runIn(lease, call, lowered, deadline)
      switch (report.kind) {
        case 'not_begun':
          lease.release(false)
          if (++stale > STALE_ISOLATES) return { outcome: crashed(), attempts, started }
          break
        case 'ended': {
          const outcome = outcomeOf(report.ended, report.cancelled, started.account, lowered)
          if (!outcome) lease.runner.kill('protocol')
          // A client that the script keeps may be as dead as the system it was connected to.
          const isLost = outcome?.kind === 'failure' && outcome.code === 'legacy_unavailable'
          lease.release(report.ended.reusable && !isLost && !started.account.kept_lost)
          return { outcome: outcome ?? crashed(), attempts, started, ended: report.ended }
        }
        case 'died': {
          lease.release(false)
          const guilty = blame(call, report)
          const mayRetry = attempts === 1 && !guilty && !report.cancelled && !closed
          const hasTime = deadline - performance.now() > RETRY_MIN_MS
          if (!mayRetry || !hasTime || !READ_ONLY.includes(call.script.action))
            return { outcome: endOfRunner(report, lowered), attempts, started }
          attempts = 2
          alone = report.suspected
        }
      }
    }
  }

  async function outcomeFor(call: ScriptCall, lowered: ScriptLimits): Promise<EndOfCall> {
    const place = await places.enter(call, lowered)
    switch (place.kind) {
      case 'busy':
        return { outcome: busy(place.reason, BUSY_RETRY_MS), attempts: 1 }
      case 'retired':
      case 'aborted':
        return { outcome: endOfCancelled({ kind: place.kind }, lowered), attempts: 1 }
      case 'entered':
        try {
          return await attempt(call, lowered)
        } finally {
          place.leave()
        }
    }
  }

  return {
    async run(call) {
      if (closed) throw new Error('the runtime is closed')
      const began = performance.now()
      const lowered = lowerLimits(limits, call.limits)
      const end = await (Buffer.byteLength(call.script.source) > lowered.source_bytes
        ? { outcome: tooLarge(`The script is longer than ${lowered.source_bytes} bytes.`), attempts: 1 }
        : outcomeFor(call, lowered).catch((error: unknown) => {
            if (closed) return { outcome: shutDown(), attempts: 1 }
            if (error instanceof QueueFullError)
              return {
                outcome: busy('Too many sandbox processes of the tenant are starting.', BUSY_RETRY_MS),
                attempts: 1,
              }
            if (!(error instanceof RangeError)) throw error
            return { outcome: tooLarge('Script, configuration or arguments are too large.'), attempts: 1 }
          }))
      return redaction.redact(call, reportOf(end, began))
    },
    redactValues: redaction.redactValues,
    checkAddress: (tenant_id, target) =>
      checkAddress(
        gateway,
        byDefault,
        resolvers.of(() => tenant_id),
        target,
      ),
    connect: (tenant_id, target) =>
      connectFor(
        gateway,
        resolvers.of(() => tenant_id),
        target,
      ),
    async ready() {
      await blanks.ready()
    },
    stats: () => ({
      runners: [...alive]
        .filter((runner) => runner.alive())
        .map((runner) => ({
          pid: runner.pid,
          tenant_id: pool.tenantOf(runner),
          isolates: runner.isolates(),
          runs: runner.runs(),
        })),
      queued: places.queued(),
      look_ups: resolvers.stats(),
      kills,
    }),
    connections: () => pool.connections(),
    retire(tenant_id, connection_id) {
      places.retire(tenant_id, connection_id)
      pool.retire(tenant_id, connection_id)
    },
    async close() {
      closed = true
      pool.close()
      helper.close()
      const launched = blanks.close()
      for (const runner of alive) runner.kill('closed')
      await launched
      await kdf.close()
      await Promise.all([...alive].map((runner) => runner.reaped))
      await redaction.close()
    },
  }
}

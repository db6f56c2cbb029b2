/** The isolates of a runner and their runs, by the supervisor's ids. @module */
import { FRAME, sharedClock_ms } from '../frames.ts'
import type { OpenIsolate, RunEnded, StartRun } from '../messages.ts'
import type { Code } from './code.ts'
import type { IsolateHost } from './isolate.ts'
import { createIsolate } from './isolate.ts'
import type { KdfHost } from './kdf/line.ts'
import { createKdfLine } from './kdf/line.ts'
import type { Death } from './meter.ts'
import type { RunnerNetwork, Send } from './network.ts'
import type { HostPower } from './power.ts'
import type { Run } from './run.ts'
import { startRun, TICK_MS } from './run.ts'

export interface Housing {
  open(isolate: number, message: OpenIsolate): void
  close(isolate: number): void
  start(run: number, message: StartRun): void
  cancel(run: number): void
  /** The longest current entry into an isolate; undefined without one. */
  oldestEntry(): { isolate: number; entry_ms: number } | undefined
}

export interface HousingOptions {
  ivm: typeof import('isolated-vm')
  code: Code
  powers: HostPower
  broker: RunnerNetwork
  kdf: KdfHost
  send: Send
}

/** An isolate, or what remains of it, and its current run. */
interface Room {
  open: OpenIsolate
  host: IsolateHost
  run: Run | undefined
  runs: number
}

/** Posts about a run; between runs they are ignored. */
const RUN_POSTS = ['settle', 'late']

export function createHousing({ ivm, code, powers, broker, kdf, send }: HousingOptions): Housing {
  const rooms = new Map<number, Room>()
  const runs = new Map<number, Room>()
  // All isolates whose thread may still be busy, also disposed ones: V8 cannot be stopped everywhere.
  const hosts = new Map<IsolateHost, number>()
  // Runs that were cancelled before they started.
  const cancelled = new Set<number>()

  let ticker: NodeJS.Timeout | undefined

  function closed(id: number, death: Death): void {
    rooms.delete(id)
    send(FRAME.isolate_closed, id, JSON.stringify({ reason: death.code }))
  }

  async function start(id: number, message: StartRun): Promise<void> {
    const startedAt = performance.now() - (sharedClock_ms() - message.began_ms)
    const { isolate } = message
    const room = rooms.get(isolate)
    if (!room) return ended(id, dead({ code: 'script_crash', message: 'The isolate is gone.' }))
    runs.set(id, room)
    try {
      await room.host.opened
    } catch (error) {
      rooms.delete(isolate)
      room.host.dispose()
      return ended(id, dead(deathAtBirth(error, room.open)))
    }
    if (room.host.dead()) return ended(id, dead({ code: 'script_crash', message: 'The isolate is gone.' }))
    if (cancelled.delete(id)) {
      rooms.delete(isolate)
      room.host.dispose()
      ended(id, dead({ code: 'script_timeout', message: 'The run was cancelled.' }))
      return
    }
    room.runs++
    room.run = startRun(room.host, room.open, message, startedAt, {
      log: (line) => send(FRAME.log, id, JSON.stringify(line)),
      trace: (event) => send(FRAME.trace, id, JSON.stringify(event)),
      ended(end) {
        room.run = undefined
        if (!end.reusable) rooms.delete(isolate)
        ended(id, end)
      },
    })
    ticker ??= setInterval(tick, TICK_MS)
  }

  function tick(): void {
    for (const { run } of runs.values()) run?.tick()
    if (runs.size > 0) return
    clearInterval(ticker)
    ticker = undefined
  }

  function ended(id: number, message: RunEnded): void {
    runs.delete(id)
    send(FRAME.run_ended, id, JSON.stringify(message))
  }

  return {
    open(id, message) {
      const room: Room = {
        open: message,
        run: undefined,
        runs: 0,
        host: createIsolate({
          ivm,
          code,
          open: message,
          powers,
          broker: broker.of(id),
          kdf: (account) => createKdfLine(kdf, id, account),
          onPost(operation, run, args) {
            if (!RUN_POSTS.includes(operation)) return false
            // While a run waits to start, late work of the previous run may still settle that one.
            if (run === room.runs) room.run?.onPost(operation, args)
            return true
          },
          onLog: (level, text) => room.run?.onLog(level, text) ?? false,
          trace: (event) => room.run?.onTrace(event),
          run: () => room.runs,
          onUnhandled: (errorJson) => room.run?.onUnhandled(errorJson),
          onTurn: (quiet) => room.run?.onTurn(quiet),
          onDeath(death, waiting) {
            // Sent before the run's end, this means that the run never started: the supervisor finds another isolate
            // for it.
            if (!room.run || waiting) closed(id, death)
            room.run?.onDeath(death)
          },
        }),
      }
      rooms.set(id, room)
      hosts.set(room.host, id)
    },
    close(id) {
      const room = rooms.get(id)
      rooms.delete(id)
      room?.host.dispose()
      room?.run?.onDeath({
        code: 'script_crash',
        message: 'The connection was retired while the script ran.',
      })
    },
    start: (id, message) => void start(id, message),
    cancel(id) {
      const run = runs.get(id)?.run
      if (run) run.cancel()
      else if (runs.has(id)) cancelled.add(id)
    },
    oldestEntry() {
      let oldest: { isolate: number; entry_ms: number } | undefined
      for (const [host, isolate] of hosts) {
        const entry_ms = host.stay_ms()
        if (entry_ms === undefined && host.dead()) hosts.delete(host)
        if (entry_ms !== undefined && entry_ms > (oldest?.entry_ms ?? -1)) oldest = { isolate, entry_ms }
      }
      return oldest
    },
  }
}

function dead(death: Death): RunEnded {
  return {
    outcome: { kind: 'failure', ...death },
    cpu_ms: 0,
    memory_bytes: 0,
    late_settlements: 0,
    late_errors: 0,
    tls_extra_bytes: 0,
    logs_truncated: false,
    reusable: false,
    waiting_for_network: false,
  }
}

/** A limit that is too low for the sandbox itself, or a fault of Ferry. */
function deathAtBirth(error: unknown, { limits }: OpenIsolate): Death {
  const text = error instanceof Error ? error.message : String(error)
  if (/memory limit|disposed/i.test(text)) {
    return {
      code: 'script_memory',
      message: `${limits.isolate_mb} MB of memory are too few for the script's sandbox.`,
    }
  }
  return { code: 'script_crash', message: `The sandbox could not be built: ${text.slice(0, 200)}` }
}

/** One isolate: its V8 heap and environment, the entries into it and the calls out of it. @module */
import type { Isolate } from 'isolated-vm'
import type { OpenIsolate } from '../messages.ts'
import type { Broker, Cell } from './abi.ts'
import { LimitError } from './abi.ts'
import { createCalls } from './calls.ts'
import { rejectionText, wireText } from './cells.ts'
import type { Code } from './code.ts'
import { createEntries } from './entries.ts'
import { createTlsTally } from './host/tls-tally.ts'
import type { ClosableKdfLine, KdfAccount } from './kdf/line.ts'
import type { Death } from './meter.ts'
import { createMeter } from './meter.ts'
import type { Handle, HostPower, PowerContext } from './power.ts'
import { buildWorld } from './world.ts'

export interface IsolateOptions {
  ivm: typeof import('isolated-vm')
  code: Code
  open: OpenIsolate
  powers: HostPower
  broker: Broker
  /** @returns the line of this isolate, charged to that account */
  kdf(account: KdfAccount): ClosableKdfLine
  /** Posts that belong to a run, by the guest's count, rather than to a power. @returns whether it was one */
  onPost(operation: string, run: number, args: readonly Cell[]): boolean
  onLog(level: string, text: string): boolean
  trace: PowerContext['trace']
  run(): number
  /** A promise was rejected and nobody handled it; JSON as the guest's `describeError` gives it. */
  onUnhandled(errorJson: string): void
  /**
   * The isolate was disposed of because of what the script did.
   *
   * @param waiting a run had not been let in yet: it is not the one that did it
   */
  onDeath(death: Death, waiting: boolean): void
  /**
   * The isolate was left, or its posts were handled.
   *
   * @param quiet nothing is going on: no event waits
   */
  onTurn(quiet: boolean): void
}

export interface IsolateHost {
  /** @returns when the environment inside is built; rejects only for faults of Ferry */
  opened: Promise<void>
  /** Starts a run as soon as the current entry has ended. Not before `opened`. */
  start(argsJson: string): void
  /** Questions that are not answered yet. */
  questions(): number
  handles: Map<number, Handle>
  /** Duration of the current entry, without waits for the host; undefined outside. */
  stay_ms(): number | undefined
  /** Of the isolate's thread, since the last `resetBudget`. */
  cpu_ms(): number
  /** Of derivations on the host, since then. */
  kdf_cpu_ms(): number
  memory_bytes(): number
  /** Bytes that TLS added to what was received, since the last `resetBudget`. */
  tls_extra_bytes(): number
  /** Of the last HTTP answer since then. */
  http_status(): number | undefined
  /** Of CPU, of CPU for derivations, and of calls of the host. */
  resetBudget(cpu_ms: number, kdf_cpu_ms: number): void
  /** Line and column of a text that does not compile. */
  syntaxPlace(text: string): { line: number; column: number } | undefined
  kill(death: Death): void
  dead(): boolean
  dispose(): void
}

export function createIsolate(options: IsolateOptions): IsolateHost {
  const { ivm, code, open, powers } = options
  const { limits } = open
  const isolate: Isolate = new ivm.Isolate({
    memoryLimit: limits.isolate_mb,
    // V8 cannot continue: the process, and with it this tenant's runner, ends here.
    onCatastrophicError: () => process.kill(process.pid, 'SIGKILL'),
  })
  const handles = new Map<number, Handle>()
  const tls = createTlsTally()
  let dead = false
  let questions = 0
  let http_status: number | undefined

  let cpu_ns = 0n
  const meter = createMeter(limits, () => {
    try {
      cpu_ns = isolate.cpuTime
    } catch {
      // V8 disposes of an isolate itself when it is out of memory, a moment before `left` hears of it.
    }
    return Number(cpu_ns) / 1e6
  })
  const entries = createEntries(meter, left)
  const kdf = options.kdf(meter.kdf)
  const context: PowerContext = {
    limits,
    tls_min_version: open.tls_min_version,
    broker: options.broker,
    handles,
    tls,
    kdf,
    deliver(id, type, a, b) {
      if (!dead) entries.deliver(id, type, a, b)
    },
    answer,
    httpAnswered(status) {
      http_status = status
    },
    trace: options.trace,
    run: options.run,
    log: (level, text) => void options.onLog(level, text),
  }
  const calls = createCalls({
    powers,
    context,
    meter,
    own: {
      log: (level, text) => options.onLog(String(level), String(text)),
      'package.source': (name) => code.source(String(name)),
    },
    onRunPost: options.onPost,
    onLimit: limit,
    onDrained: turn,
  })

  function answer(id: number, work: Promise<Cell>): void {
    questions++
    work.then(
      (value) => {
        questions--
        context.deliver(id, 'ok', value)
      },
      (error: unknown) => {
        questions--
        if (error instanceof LimitError) limit(error.message)
        else context.deliver(id, 'err', wireText(error))
      },
    )
  }

  /** @returns whether the isolate lives on */
  function left(error: unknown): boolean {
    if (dead) return false
    const death = error === undefined ? undefined : meter.deathOf(error, isolate.isDisposed)
    if (death) kill(death)
    // The guest's entries catch whatever scripts throw, so this is a rejection without a handler.
    else if (error !== undefined && !entries.starting()) options.onUnhandled(rejectionText(error))
    if (!dead && meter.overCpu()) kill(meter.cpuDeath())
    turn()
    return !dead
  }

  function turn(): void {
    if (dead || calls.doomed() || !entries.outside()) return
    // Posts before the end of an entry belong to the turn; this is called again when they are handled.
    if (!calls.empty()) return
    options.onTurn(entries.empty())
  }

  function limit(message: string): void {
    kill({ code: 'script_limit', message })
  }

  function kill(death: Death): void {
    if (dead) return
    dispose()
    options.onDeath(death, entries.starting())
  }

  function dispose(): void {
    if (dead) return
    dead = true
    entries.close()
    kdf.close()
    for (const handle of handles.values()) handle.close()
    handles.clear()
    try {
      isolate.dispose()
    } catch {
      // It is already gone: V8 disposes of an isolate itself when it is out of memory.
    }
  }

  async function boot(): Promise<void> {
    entries.open(await buildWorld({ ivm, isolate, code, open, powers, calls }))
    meter.reset(limits.cpu_ms, limits.kdf_cpu_ms)
  }

  const opened = boot()
  opened.catch(() => {})

  return {
    opened,
    start: entries.start,
    questions: () => questions,
    handles,
    stay_ms: meter.stay_ms,
    cpu_ms: meter.cpu_ms,
    kdf_cpu_ms: meter.kdf.used_ms,
    memory_bytes() {
      if (dead || isolate.isDisposed) return 0
      const heap = isolate.getHeapStatisticsSync()
      return heap.used_heap_size + heap.externally_allocated_size
    },
    tls_extra_bytes: tls.extra,
    http_status: () => http_status,
    resetBudget(cpu_ms, kdf_cpu_ms) {
      meter.reset(cpu_ms, kdf_cpu_ms)
      tls.reset()
      http_status = undefined
    },
    syntaxPlace: (text) => (dead ? undefined : syntaxPlace(isolate, text)),
    kill,
    dead: () => dead,
    dispose,
  }
}

/** Compiled again outside the guest, since the guest cannot see where a text is wrong. */
function syntaxPlace(isolate: Isolate, text: string): { line: number; column: number } | undefined {
  try {
    isolate.compileScriptSync(text, { filename: 'script' })
    return undefined
  } catch (error) {
    const told = error instanceof Error ? `${error.message}\n${error.stack}` : ''
    const match = /script:(\d+):(\d+)/.exec(told)
    return match ? { line: Number(match[1]), column: Number(match[2]) } : undefined
  }
}

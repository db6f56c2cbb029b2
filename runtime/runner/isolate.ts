/**
 * One isolate: its V8 heap, the ways into it, and what it may use.
 *
 * Every entry is one `apply` with a time limit; events that arrive during an entry wait and go in together. Posts of the
 * guest are handled after the entry's callback has returned: a `process.nextTick` queued inside such a callback would not
 * run until something else wakes the loop.
 * @module
 */
import type { Context, Isolate, Reference } from 'isolated-vm'
import type { OpenIsolate } from '../messages.ts'
import { foreseenBundles } from '../packages/catalogue.ts'
import type { Broker, Cell, Handle, HostPower, PowerContext } from './abi.ts'
import { HostError, LimitError } from './abi.ts'
import type { Code } from './code.ts'

/** Events and bytes of one entry. */
const MAX_BATCH_EVENTS = 64
const MAX_BATCH_BYTES = 512 * 1024

/** Why an isolate is no more. */
export type Death = {
  code: 'script_timeout' | 'script_memory' | 'script_limit' | 'script_crash'
  message: string
}

export interface IsolateOptions {
  ivm: typeof import('isolated-vm')
  code: Code
  open: OpenIsolate
  powers: HostPower
  broker: Broker
  /** Posts and questions that belong to runs rather than to a power. */
  onPost(operation: string, id: number, args: readonly Cell[]): boolean
  onLog(level: string, text: string): boolean
  trace: PowerContext['trace']
  now_ms(): number
  run(): number
  /** A promise was rejected and nobody handled it; JSON as the guest's `describeError` gives it. */
  onUnhandled(errorJson: string): void
  /** The isolate was disposed of because of what the script did. */
  onDeath(death: Death): void
  /**
   * The isolate was left, or its posts were handled.
   *
   * @param quiet nothing is going on: no event waiting, no post to handle
   */
  onTurn(quiet: boolean): void
}

export interface IsolateHost {
  /** @returns once the world inside is built; rejects only for faults of ours */
  opened: Promise<void>
  /** Starts a run inside, as soon as what is inside has left. Not before `opened`. */
  start(argsJson: string): void
  /** Questions that are not answered yet. */
  questions(): number
  handles: Map<number, Handle>
  deliver: PowerContext['deliver']
  /** When the current stay inside began (`performance.now`), undefined outside. */
  entered_at(): number | undefined
  cpu_ms(): number
  memory_bytes(): number
  /** Host calls since the last `resetBudget`. */
  resetBudget(cpu_ms: number): void
  /** Line and column of a text that does not compile. */
  syntaxPlace(text: string): { line: number; column: number; message: string } | undefined
  kill(death: Death): void
  dead(): boolean
  dispose(): void
}

export function createIsolate(options: IsolateOptions): IsolateHost {
  const { ivm, code, open, powers } = options
  const { limits } = open
  const isolate: Isolate = new ivm.Isolate({
    memoryLimit: limits.isolate_mb,
    // V8 cannot go on: the process, and with it this tenant's runner, ends here and now.
    onCatastrophicError: () => process.kill(process.pid, 'SIGKILL'),
  })
  const handles = new Map<number, Handle>()
  let dead = false
  let enteredAt: number | undefined
  let inbox: Cell[] = []
  let posts: Cell[][] = []
  let draining = false
  /** A limit was met; what the script makes of the error it got does not count any more. */
  let doomed = false
  /** Arguments of a run that has not gone in yet: what is still inside belongs to the run before. */
  let starting: string | undefined
  let questions = 0
  let hostCalls = 0
  let cpuBase_ms = 0
  let cpuBudget_ms = limits.cpu_ms
  let entries:
    | { start: Reference<(args: string) => void>; events: Reference<(...cells: Cell[]) => void> }
    | undefined
  let context: Context | undefined

  const cpu_ms = () => (dead ? 0 : Number(isolate.cpuTime) / 1e6)

  const powerContext: PowerContext = {
    limits,
    broker: options.broker,
    handles,
    deliver,
    answer(id, work) {
      questions++
      work.then(
        (value) => {
          questions--
          deliver(id, 'ok', value)
        },
        (error: unknown) => {
          questions--
          if (error instanceof LimitError) kill({ code: 'script_limit', message: error.message })
          else deliver(id, 'err', wireText(error))
        },
      )
    },
    trace: options.trace,
    now_ms: options.now_ms,
    run: options.run,
    log: (level, text) => void options.onLog(level, text),
  }

  function kill(death: Death): void {
    if (dead) return
    dispose()
    options.onDeath(death)
  }

  function dispose(): void {
    if (dead) return
    dead = true
    inbox = []
    posts = []
    for (const handle of handles.values()) handle.close()
    handles.clear()
    try {
      isolate.dispose()
    } catch {
      // It is already gone: V8 disposes of an isolate itself when it is out of memory.
    }
  }

  /** Counts a call of the guest's and looks at the budgets that V8's own timeout does not see. */
  function spend(): void {
    if (++hostCalls > limits.host_calls)
      throw new LimitError(`The script made more than ${limits.host_calls} calls to the host.`)
    if (enteredAt !== undefined && performance.now() - enteredAt > limits.entry_ms) {
      throw new LimitError(`The script stayed inside one turn for more than ${limits.entry_ms} ms.`)
    }
  }

  /** A limit met inside a callback: the isolate cannot be disposed of while it waits for our answer. */
  function failure(error: unknown): string {
    if (error instanceof LimitError) {
      doomed = true
      setImmediate(() => kill({ code: 'script_limit', message: error.message }))
    }
    return `\0E${wireText(error)}`
  }

  function onSync(operation: unknown, ...args: Cell[]): Cell {
    try {
      spend()
      if (operation === 'log') return options.onLog(String(args[0]), String(args[1]))
      if (operation === 'package.source') return code.source(String(args[0]))
      const call = own(powers.sync, operation)
      if (!call) throw new HostError('ERR_UNKNOWN_OPERATION', 'There is no such operation.')
      return crossing(call(powerContext, ...args))
    } catch (error) {
      return failure(error)
    }
  }

  async function onBlocking(operation: unknown, ...args: Cell[]): Promise<unknown> {
    try {
      spend()
      const call = own(powers.blocking, operation)
      if (!call) throw new HostError('ERR_UNKNOWN_OPERATION', 'There is no such operation.')
      const answer = crossing(await call(powerContext, ...args))
      // The library copies the answer of a callback, but not this one.
      return answer instanceof Uint8Array
        ? new ivm.ExternalCopy(answer).copyInto({ release: true, transferIn: true })
        : answer
    } catch (error) {
      return failure(error)
    }
  }

  function onFlush(...cells: Cell[]): void {
    if (doomed) return
    try {
      hostCalls++
      // A settlement only sets a variable: it need not wait for the loop.
      if (posts.length === 0 && cells.length === 3 + Number(cells[2])) {
        const operation = cells[0]
        if (typeof operation === 'string' && options.onPost(operation, 0, cells.slice(3))) return
      }
      posts.push(cells)
      if (!draining) {
        draining = true
        setImmediate(drain)
      }
    } catch {
      // Nothing of the host's may be thrown into an isolate.
    }
  }

  function drain(): void {
    draining = false
    const batches = posts
    posts = []
    for (const cells of batches) {
      for (let i = 0; i < cells.length && !dead; ) {
        const [operation, id, count] = [cells[i], cells[i + 1], cells[i + 2]]
        if (
          typeof operation !== 'string' ||
          typeof id !== 'number' ||
          typeof count !== 'number' ||
          !(count >= 0)
        ) {
          kill({
            code: 'script_limit',
            message: 'The script sent the host something it does not understand.',
          })
          return
        }
        handlePost(operation, id, cells.slice(i + 3, i + 3 + count))
        i += 3 + count
      }
    }
    turn()
  }

  function handlePost(operation: string, id: number, args: readonly Cell[]): void {
    try {
      if (++hostCalls > limits.host_calls) {
        throw new LimitError(`The script made more than ${limits.host_calls} calls to the host.`)
      }
      if (options.onPost(operation, id, args)) return
      const call = own(powers.post, operation)
      if (!call) throw new HostError('ERR_UNKNOWN_OPERATION', 'There is no such operation.')
      call(powerContext, id, ...args)
    } catch (error) {
      if (error instanceof LimitError) kill({ code: 'script_limit', message: error.message })
      else deliver(id, 'err', wireText(error))
    }
  }

  function deliver(id: number, type: string, a?: Cell, b?: Cell): void {
    if (dead) return
    inbox.push(id, type, copied(a), copied(b))
    pump()
  }

  function pump(): void {
    const current = entries
    if (dead || enteredAt !== undefined || !current) return
    if (starting !== undefined) {
      const args = starting
      starting = undefined
      void enter(() => current.start.apply(undefined, [args], entryOptions())).then(pump)
      return
    }
    if (inbox.length === 0) return
    const cells = nextBatch()
    void enter(() => current.events.apply(undefined, cells, entryOptions())).then(pump)
  }

  /** Some events for one entry; the rest waits. */
  function nextBatch(): Cell[] {
    let bytes = 0
    let end = 0
    while (end < inbox.length && end < MAX_BATCH_EVENTS * 4 && bytes < MAX_BATCH_BYTES) {
      for (const cell of [inbox[end + 2], inbox[end + 3]]) {
        bytes += typeof cell === 'string' ? cell.length : cell instanceof Uint8Array ? cell.byteLength : 8
      }
      end += 4
    }
    const cells = inbox.slice(0, end)
    inbox = inbox.slice(end)
    return cells
  }

  function entryOptions() {
    const left_ms = Math.max(1, cpuBase_ms + cpuBudget_ms - cpu_ms())
    return { timeout: Math.ceil(Math.min(limits.entry_ms, left_ms)), arguments: { copy: true as const } }
  }

  /** The only way in. */
  async function enter(apply: () => Promise<unknown>): Promise<void> {
    if (dead) return
    enteredAt = performance.now()
    try {
      await apply()
      enteredAt = undefined
    } catch (error) {
      const stayed_ms = performance.now() - (enteredAt ?? 0)
      enteredAt = undefined
      const death = deathOf(error, stayed_ms)
      if (death) {
        kill(death)
        return
      }
      // The guest's entries catch whatever scripts throw; what is left is a rejection without a handler.
      options.onUnhandled(describeRejection(error))
    }
    checkCpu()
    turn()
  }

  function deathOf(error: unknown, stayed_ms: number): Death | undefined {
    const text = error instanceof Error ? error.message : String(error)
    if (/timed out/.test(text)) {
      return stayed_ms >= limits.entry_ms
        ? {
            code: 'script_timeout',
            message: `The script kept the CPU for more than ${limits.entry_ms} ms without a pause.`,
          }
        : overCpu()
    }
    if (/memory limit|disposed|Array buffer allocation/i.test(text)) {
      return {
        code: 'script_memory',
        message: `The script used more than its ${limits.isolate_mb} MB of memory.`,
      }
    }
    return isolate.isDisposed
      ? { code: 'script_crash', message: 'The sandbox stopped working while the script ran.' }
      : undefined
  }

  function overCpu(): Death {
    return { code: 'script_timeout', message: `The script used more than ${limits.cpu_ms} ms of CPU time.` }
  }

  function checkCpu(): void {
    if (!dead && cpu_ms() - cpuBase_ms > cpuBudget_ms) kill(overCpu())
  }

  function turn(): void {
    if (dead || doomed || enteredAt !== undefined || starting !== undefined) return
    options.onTurn(inbox.length === 0 && posts.length === 0)
  }

  async function boot(): Promise<void> {
    context = await isolate.createContext()
    const core = (await code.run(isolate, context, 'core')) as Reference<(...args: unknown[]) => unknown>
    const entry = (await core.apply(
      undefined,
      [
        JSON.stringify({
          action: open.script.action,
          source: open.script.source,
          configuration: open.configuration,
          blocking_operations: Object.keys(powers.blocking ?? {}),
          result_bytes: limits.result_bytes,
          result_depth: limits.result_depth,
          result_values: limits.result_values,
        }),
        new ivm.Callback(onSync as (...args: never[]) => unknown),
        blockingCallback().derefInto({ release: true }),
        new ivm.Callback(onFlush as (...args: never[]) => unknown),
      ],
      { result: { reference: true }, timeout: limits.entry_ms },
    )) as Reference<Record<string, unknown>>
    const define = (await entry.get('define', { reference: true })) as Reference<(...args: unknown[]) => void>
    for (const bundle of foreseenBundles(open.script.source)) {
      const factory = await code.run(isolate, context, bundle)
      await define.apply(undefined, [bundle, factory.derefInto({ release: true })])
    }
    define.release()
    entries = {
      start: (await entry.get('start', { reference: true })) as Reference<(args: string) => void>,
      events: (await entry.get('events', { reference: true })) as Reference<(...cells: Cell[]) => void>,
    }
    cpuBase_ms = cpu_ms()
  }

  /** A function inside the isolate that waits for a promise of ours. No reference object is left within a script's reach. */
  function blockingCallback(): Reference<unknown> {
    if (!context) throw new Error('no context')
    const reference = new ivm.Reference((...args: Cell[]) => onBlocking(...(args as [Cell, ...Cell[]])))
    const wrap = context.evalClosureSync(
      `const call = $0.applySyncPromise.bind($0), options = { __proto__: null, arguments: { __proto__: null, copy: true } }
       return (...args) => call(undefined, args, options)`,
      [reference],
      { result: { reference: true } },
    ) as Reference<unknown>
    return wrap
  }

  const opened = boot()
  opened.catch(() => {})

  return {
    opened,
    start(argsJson) {
      starting = argsJson
      pump()
    },
    questions: () => questions,
    handles,
    deliver,
    entered_at: () => enteredAt,
    cpu_ms: () => Math.max(0, cpu_ms() - cpuBase_ms),
    memory_bytes() {
      if (dead) return 0
      const heap = isolate.getHeapStatisticsSync()
      return heap.used_heap_size + heap.externally_allocated_size
    },
    resetBudget(budget_ms) {
      hostCalls = 0
      cpuBase_ms = cpu_ms()
      cpuBudget_ms = budget_ms
    },
    syntaxPlace(text) {
      if (dead) return undefined
      try {
        isolate.compileScriptSync(text, { filename: 'script' })
        return undefined
      } catch (error) {
        const stack = error instanceof Error ? `${error.message}\n${error.stack}` : ''
        const match = /script:(\d+):(\d+)/.exec(stack)
        return match
          ? { line: Number(match[1]), column: Number(match[2]), message: stack.split('\n')[0] ?? '' }
          : undefined
      }
    },
    kill,
    dead: () => dead,
    dispose,
  }
}

/** The library has copied the error: name, message and stack, the name at times only in the stack's first line. */
function describeRejection(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify({ name: 'Error', message: String(error) })
  // Below the boundary are our own frames, with paths of this machine.
  const [stack = ''] = (error.stack ?? '').split(/\n[^\n]*<isolated-vm boundary>/)
  const name = /^(?:Uncaught )?([A-Za-z]\w*):/.exec(stack)?.[1] ?? error.name
  const message = error.message.includes('isolated-vm')
    ? 'A promise was rejected with an object that is no Error.'
    : error.message
  return JSON.stringify({ name, class: name, message, stack })
}

/** @returns a property of the table's own: never `constructor` or the like */
function own<T>(table: { [operation: string]: T } | undefined, operation: unknown): T | undefined {
  return table && typeof operation === 'string' && Object.hasOwn(table, operation)
    ? table[operation]
    : undefined
}

/** Bytes would cross with the whole buffer behind them, which holds other people's bytes. */
function copied(cell: Cell): Cell {
  return cell instanceof Uint8Array ? new Uint8Array(cell) : cell
}

/** A text that answers must not look like an error. */
function crossing(cell: Cell): Cell {
  return typeof cell === 'string' && cell.startsWith('\0') ? `\0S${cell}` : copied(cell)
}

/** What the guest may know of a failure (S7). */
function wireText(error: unknown): string {
  if (error instanceof HostError) return JSON.stringify(error.wire)
  if (error instanceof LimitError) return JSON.stringify({ code: 'ERR_SCRIPT_LIMIT', message: error.message })
  return JSON.stringify({ code: 'ERR_HOST', message: 'The operation failed.' })
}

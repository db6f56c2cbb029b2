/** Looks up names that only the system's own resolver can find; limited, and killed when it does not return. @module */
import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { createFairQueue } from '../../fair-queue.ts'
import type { NamedAddress } from './name-files.ts'

export interface GetaddrinfoHelper {
  /**
   * @param owner tenant whose turn it is
   * @throws an error with code ENOTFOUND, or EAI_AGAIN when the helper has failed; the signal's reason; {QueueFullError}
   */
  lookup(owner: string, name: string, signal: AbortSignal): Promise<readonly NamedAddress[]>
  /** Number of processes, for health and tests. */
  processes(): number
  close(): void
}

/** Questions of one process at once: as many threads of `getaddrinfo`. */
const THREADS = 8
/** Maximum number of processes, including hanging ones, which get no new query. */
const PROCESSES = 3
const QUESTIONS_AT_ONCE = 2 * THREADS
const QUESTIONS_PER_TENANT = 4
const WAITING_PER_TENANT = 64
/** Idle time after which a process ends. */
const IDLE_MS = 30_000

const Answer = z.union([
  z.strictObject({
    id: z.int(),
    addresses: z
      .array(z.object({ address: z.string(), family: z.union([z.literal(4), z.literal(6)]) }))
      .max(500),
  }),
  z.strictObject({ id: z.int(), code: z.string() }),
])

interface Helper {
  child: ChildProcessByStdio<Writable, Readable, null>
  open: Map<number, (answer: readonly NamedAddress[] | Error) => void>
  /** A query was cancelled: its thread may never return, so the process gets no more queries. */
  isStuck: boolean
  idle: NodeJS.Timeout | undefined
}

const ENTRY = fileURLToPath(new URL('./getaddrinfo-child.ts', import.meta.url))

const failure = (code: string, name: string): Error =>
  Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code })

/** @param entry module of the process; a test gives one of its own */
export function createGetaddrinfoHelper(entry = ENTRY): GetaddrinfoHelper {
  const queue = createFairQueue({
    running: QUESTIONS_AT_ONCE,
    running_per_owner: QUESTIONS_PER_TENANT,
    waiting_per_owner: WAITING_PER_TENANT,
  })
  let helpers: Helper[] = []
  let lastId = 0

  function start(): Helper {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
      // Node reads it before any of its threads starts.
      env: { UV_THREADPOOL_SIZE: String(THREADS) },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const helper: Helper = { child, open: new Map(), isStuck: false, idle: undefined }
    const gone = () => end(helper)
    child.on('error', gone)
    child.on('exit', gone)
    child.stdin.on('error', gone)
    createInterface({ input: child.stdout }).on('line', (line) => hear(helper, line))
    helpers.push(helper)
    return helper
  }

  function hear(helper: Helper, line: string): void {
    const answer = Answer.safeParse(parsed(line)).data
    if (!answer) return
    const settle = helper.open.get(answer.id)
    helper.open.delete(answer.id)
    settle?.('addresses' in answer ? answer.addresses : failure(answer.code, ''))
    rest(helper)
  }

  function rest(helper: Helper): void {
    if (helper.open.size > 0) return
    // No caller waits for its remaining work.
    if (helper.isStuck) end(helper)
    else {
      clearTimeout(helper.idle)
      helper.idle = setTimeout(end, IDLE_MS, helper)
      helper.idle.unref()
    }
  }

  function end(helper: Helper): void {
    helpers = helpers.filter((one) => one !== helper)
    clearTimeout(helper.idle)
    helper.child.kill('SIGKILL')
    for (const settle of helper.open.values()) settle(failure('EAI_AGAIN', ''))
    helper.open.clear()
  }

  /** Finds a process with a free thread; a hanging one is killed to make room. */
  function free(): Helper | undefined {
    const found = helpers.find(({ isStuck, open }) => !isStuck && open.size < THREADS)
    if (found || helpers.length < PROCESSES) return found ?? start()
    const [stuck] = helpers.filter(({ isStuck }) => isStuck).sort((a, b) => a.open.size - b.open.size)
    if (stuck) end(stuck)
    return stuck && start()
  }

  async function ask(name: string, signal: AbortSignal): Promise<readonly NamedAddress[]> {
    const helper = free()
    if (!helper) throw failure('EAI_AGAIN', name)
    clearTimeout(helper.idle)
    lastId += 1
    const id = lastId
    const { promise, resolve, reject } = Promise.withResolvers<readonly NamedAddress[]>()
    const abort = () => {
      helper.open.delete(id)
      helper.isStuck = true
      reject(signal.reason)
      rest(helper)
    }
    signal.addEventListener('abort', abort)
    helper.open.set(id, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
    helper.child.stdin.write(`${JSON.stringify({ id, name })}\n`)
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  return {
    lookup: (owner, name, signal) => queue.run(owner, () => ask(name, signal), { signal }),
    processes: () => helpers.length,
    close() {
      for (const helper of helpers) end(helper)
    },
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

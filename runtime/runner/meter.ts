/** The budget of an isolate: CPU, host calls, and the length of one entry. @module */
import type { ScriptLimits } from '../limits.ts'
import { LimitError } from './abi.ts'
import type { KdfAccount } from './kdf/line.ts'

/** Why an isolate ended. */
export interface Death {
  code: 'script_timeout' | 'script_memory' | 'script_limit' | 'script_crash'
  message: string
}

export interface Meter {
  /** A new budget of CPU, of CPU for derivations on the host, and of calls. */
  reset(cpu_ms: number, kdf_cpu_ms: number): void
  /** Derivations are charged to this. */
  readonly kdf: KdfAccount
  /** CPU of the isolate's thread since the last `reset`. */
  cpu_ms(): number
  overCpu(): boolean
  /** Time after which V8 ends the next entry. */
  entry_ms(): number
  /** An entry begins or ends. */
  entered(): void
  left(): void
  /** Whether an entry is under way. */
  inside(): boolean
  /** Duration of the current entry, without the time in which the guest waited for the host; undefined outside. */
  stay_ms(): number | undefined
  /** The guest waits for the host, and the clock of its entry is stopped, as V8's own is. */
  wait<T>(work: () => Promise<T>): Promise<T>
  /**
   * Counts a call of the host, and checks what V8's own timeout does not cover.
   *
   * @throws {LimitError}
   */
  call(): void
  /** Why an entry that failed ends the isolate; undefined when it does not. */
  deathOf(error: unknown, disposed: boolean): Death | undefined
  cpuDeath(): Death
}

// The exact texts of V8 and isolated-vm, since a script's own rejection ("Query timed out") arrives the same way.
const TIMED_OUT = 'Script execution timed out.'
const OUT_OF_MEMORY =
  /^(?:Isolated? (?:is|was) (?:already )?disposed(?: during execution.*)?|Array buffer allocation failed)$/

/** @param total_cpu_ms of the isolate since it was made */
export function createMeter(limits: ScriptLimits, total_cpu_ms: () => number): Meter {
  let base_ms = 0
  let budget_ms = limits.cpu_ms
  let calls = 0
  let kdf_budget_ms = limits.kdf_cpu_ms
  let kdf_used_ms = 0
  let at: number | undefined
  let waiting_since: number | undefined
  let stayed_ms = 0

  const stay = (): number | undefined =>
    at === undefined ? undefined : (waiting_since ?? performance.now()) - at
  const used = () => Math.max(0, total_cpu_ms() - base_ms)
  const cpuDeath = (): Death => ({
    code: 'script_timeout',
    message: `The script used more than ${limits.cpu_ms} ms of CPU time.`,
  })

  return {
    reset(cpu_ms, kdf_cpu_ms) {
      base_ms = total_cpu_ms()
      budget_ms = cpu_ms
      calls = 0
      kdf_budget_ms = kdf_cpu_ms
      kdf_used_ms = 0
    },
    kdf: {
      used_ms: () => kdf_used_ms,
      left_ms: () => kdf_budget_ms - kdf_used_ms,
      spend(cpu_ms) {
        kdf_used_ms += cpu_ms
      },
      exceeded: () =>
        new LimitError(
          `The script used more than ${limits.kdf_cpu_ms} ms of CPU time to hash passwords and derive keys (PBKDF2, scrypt, bcrypt, Argon2 and the like).`,
        ),
    },
    cpu_ms: used,
    overCpu: () => used() > budget_ms,
    entry_ms: () => Math.ceil(Math.min(limits.entry_ms, Math.max(1, budget_ms - used()))),
    entered() {
      at = performance.now()
    },
    left() {
      stayed_ms = stay() ?? 0
      at = undefined
    },
    inside: () => at !== undefined,
    stay_ms: stay,
    async wait(work) {
      const since = performance.now()
      waiting_since = since
      try {
        return await work()
      } finally {
        waiting_since = undefined
        if (at !== undefined) at += performance.now() - since
      }
    },
    call() {
      if (++calls > limits.host_calls) {
        throw new LimitError(`The script made more than ${limits.host_calls} calls to the host.`)
      }
      if ((stay() ?? 0) > limits.entry_ms) {
        throw new LimitError(`The script stayed inside one turn for more than ${limits.entry_ms} ms.`)
      }
    },
    deathOf(error, disposed) {
      const text = error instanceof Error ? error.message : String(error)
      if (text === TIMED_OUT) {
        if (stayed_ms < limits.entry_ms) return cpuDeath()
        const message = `The script kept the CPU for more than ${limits.entry_ms} ms without a pause.`
        return { code: 'script_timeout', message }
      }
      if (OUT_OF_MEMORY.test(text)) {
        const message = `The script used more than its ${limits.isolate_mb} MB of memory.`
        return { code: 'script_memory', message }
      }
      const message = 'The sandbox stopped working while the script ran.'
      return disposed ? { code: 'script_crash', message } : undefined
    },
    cpuDeath,
  }
}

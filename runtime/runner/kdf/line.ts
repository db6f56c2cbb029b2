/** Derivations of one isolate: one at a time, charged to its budget, with a place among all tenants when they are dear. @module */
import type { Cell, LimitError } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { Derivation } from './derivation.ts'
import { givenUp, tooDear } from './derivation.ts'
import type { KdfPlace, KdfPlaces } from './places.ts'
import type { KdfThreads } from './threads.ts'

/** What a power may do with derivations. */
export interface KdfLine {
  /**
   * Computes it when its turn comes.
   *
   * @throws {HostError} what it fails with; {LimitError} when the run's CPU time for derivations is used up
   */
  derive(derivation: Derivation): Promise<Cell>
  /** How many wait or run. */
  size(): number
}

/** What all isolates of a runner share. */
export interface KdfHost {
  threads: KdfThreads
  places: KdfPlaces
  /** Dear in memory: one at a time in a runner, whose own is limited. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

/** What a line is charged to. */
export interface KdfAccount {
  used_ms(): number
  left_ms(): number
  spend(cpu_ms: number): void
  exceeded(): LimitError
}

const MAX_WAITING = 100
/** Cheaper ones need no place: asking would take longer, and a thread of the tenant's own does them. */
const CHEAP_MS = 5
/** More of memory than this has to be alone. */
const HEAVY_BYTES = 24 * 1024 * 1024

export function createKdfHost(threads: KdfThreads, places: KdfPlaces): KdfHost {
  let last: Promise<unknown> = Promise.resolve()
  return {
    threads,
    places,
    alone(work) {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

export interface ClosableKdfLine extends KdfLine {
  /** What waits is given up; what runs is not waited for. */
  close(): void
}

/** @param isolate by the supervisor's id */
export function createKdfLine(host: KdfHost, isolate: number, account: KdfAccount): ClosableKdfLine {
  let last: Promise<unknown> = Promise.resolve()
  let size = 0
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => undefined)
  let isClosed = false

  async function compute({ job, cost_ms }: Derivation): Promise<Cell> {
    let place: KdfPlace | undefined
    try {
      if (isClosed) throw givenUp()
      if (account.left_ms() <= 0) throw account.exceeded()
      if (cost_ms > CHEAP_MS) {
        place = host.places.ask(isolate)
        await Promise.race([place.granted, closed.promise])
      }
      const answer = await host.threads.run(job)
      account.spend(answer.cpu_ms)
      if (account.left_ms() < 0) throw account.exceeded()
      if (answer.kind === 'value') return answer.cell
      const { code, message, ...more } = answer.wire
      throw new HostError(code, message, more)
    } finally {
      place?.leave()
    }
  }

  return {
    async derive(derivation) {
      if (size >= MAX_WAITING) throw tooDear('Too many key derivations are waiting.')
      size++
      const turn = last.then(() =>
        derivation.memory_bytes > HEAVY_BYTES ? host.alone(() => compute(derivation)) : compute(derivation),
      )
      last = turn.catch(() => undefined)
      try {
        return await turn
      } finally {
        size--
      }
    },
    size: () => size,
    close() {
      isClosed = true
      closed.reject(givenUp())
    },
  }
}

/** Derivations of one isolate: one at a time, charged to its budget. @module */
import type { Cell, LimitError } from '../abi.ts'
import { cryptoError } from '../crypto-failure.ts'
import type { Derivation, KdfJob } from './derivation.ts'
import { givenUp, tooDear } from './derivation.ts'
import type { BcryptBinding } from './perform.ts'
import { perform } from './perform.ts'
import type { RemoteDerivation, RemoteKdf } from './remote.ts'
import { cellOf } from './wire.ts'

/** The derivations of one isolate, for host powers. */
export interface KdfLine {
  /**
   * Computes the derivation when its turn comes.
   *
   * @throws {HostError} when it fails; {LimitError} when the run's CPU time for derivations is used up
   */
  derive(derivation: Derivation): Promise<Cell>
  /** Number of derivations that wait or run. */
  size(): number
}

/** Shared by all isolates of a runner. */
export interface KdfHost {
  remote: RemoteKdf
  bcrypt: () => BcryptBinding
}

/** The account that is charged. */
export interface KdfAccount {
  used_ms(): number
  left_ms(): number
  spend(cpu_ms: number): void
  exceeded(): LimitError
}

export interface ClosableKdfLine extends KdfLine {
  /** Cancels waiting derivations; a running one is not waited for. */
  close(): void
}

const MAX_WAITING = 100
/** Cheaper derivations are computed here, such as those of drivers at a login: asking would take longer. */
const CHEAP_MS = 2

/** @param isolate by the supervisor's id */
export function createKdfLine(
  { remote, bcrypt }: KdfHost,
  isolate: number,
  account: KdfAccount,
): ClosableKdfLine {
  let last: Promise<unknown> = Promise.resolve()
  let size = 0
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => undefined)
  let isClosed = false

  function computeHere(job: KdfJob): Cell {
    const before = process.threadCpuUsage()
    try {
      return perform(job, bcrypt)
    } catch (error) {
      throw cryptoError(error)
    } finally {
      const { user, system } = process.threadCpuUsage(before)
      account.spend((user + system) / 1000)
    }
  }

  async function computeThere(job: KdfJob): Promise<Cell> {
    let asked: RemoteDerivation | undefined
    try {
      asked = remote.ask(isolate, job)
      const answer = await Promise.race([asked.answer, closed.promise])
      account.spend(answer.cpu_ms)
      if (account.left_ms() < 0) throw account.exceeded()
      return cellOf(answer)
    } finally {
      asked?.giveUp()
    }
  }

  async function compute({ job, cost_ms }: Derivation): Promise<Cell> {
    if (isClosed) throw givenUp()
    if (account.left_ms() <= 0) throw account.exceeded()
    return cost_ms <= CHEAP_MS ? computeHere(job) : computeThere(job)
  }

  return {
    async derive(derivation) {
      if (size >= MAX_WAITING) throw tooDear('Too many key derivations are waiting.')
      size++
      const turn = last.then(() => compute(derivation))
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

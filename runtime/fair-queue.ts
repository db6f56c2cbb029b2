/** A bounded queue that several owners share fairly: no owner waits for another one's backlog. @module */

/** Limits of a queue. All are numbers of entries. */
export interface FairQueueLimits {
  /** Entries that run at once. */
  running: number
  /** Entries of one owner that run at once; default: as many as `running`. Set it when an entry can take long. */
  running_per_owner?: number
  /** Entries of one owner that wait. One more is refused. */
  waiting_per_owner: number
  /** Entries of all owners that wait; default: no limit but the owners' shares. */
  waiting?: number
}

/** How one entry waits. */
interface FairQueueEntry {
  /** Waits behind the other entries of the same owner that are not `later`. */
  later?: boolean
  /** An aborted entry leaves the queue, and rejects with the signal's reason. It does not stop work that runs. */
  signal?: AbortSignal | undefined
  /** Longest wait in milliseconds; then the entry is refused. */
  wait_ms?: number
}

/** Why an entry was refused: its owner's share is full, all places are taken, or its time to wait has run out. */
export type QueueRefusal = 'owner' | 'all' | 'late'

/** The entry was refused before its work started. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
  readonly reason: QueueRefusal
  constructor(reason: QueueRefusal) {
    super(`The queue refused the entry (${reason}).`)
    this.reason = reason
  }
}

/** Figures for metrics, health and tests. `most_running`: since the queue was created. */
export interface FairQueueStats {
  running: number
  queued: number
  most_running: number
}

export interface FairQueue {
  /**
   * Waits for a place and takes it.
   *
   * @returns a function that releases the place; later calls do nothing
   * @throws {QueueFullError} the entry was refused
   */
  enter(owner: string, entry?: FairQueueEntry): Promise<() => void>
  /**
   * Runs the work when there is a place for it.
   *
   * @throws {QueueFullError} the entry was refused; else what the work rejects with
   */
  run<T>(owner: string, work: () => Promise<T>, entry?: FairQueueEntry): Promise<T>
  stats(): FairQueueStats
}

interface Waiting {
  admit(): void
  refuse(reason: QueueRefusal): void
}

interface Owner {
  running: number
  soon: Waiting[]
  later: Waiting[]
}

/**
 * Creates a queue. A free place goes to the waiting owner with the fewest running entries; among those, to the owner whose
 * last turn is longest ago. When all places to wait are taken, the owner with the most waiting entries loses its newest one.
 */
export function createFairQueue(limits: FairQueueLimits): FairQueue {
  const perOwner = limits.running_per_owner ?? limits.running
  const mostWaiting = limits.waiting ?? Number.POSITIVE_INFINITY
  // In the order of their turns: an owner that was served moves to the end.
  const owners = new Map<string, Owner>()
  let running = 0
  let queued = 0
  let mostRunning = 0

  const waitingOf = (owner: Owner): number => owner.soon.length + owner.later.length

  function start(owner: Owner): void {
    owner.running += 1
    running += 1
    mostRunning = Math.max(mostRunning, running)
  }

  function forgetIdle(name: string, owner: Owner): void {
    if (owner.running === 0 && waitingOf(owner) === 0) owners.delete(name)
  }

  function moveToEnd(name: string, owner: Owner): void {
    owners.delete(name)
    owners.set(name, owner)
    forgetIdle(name, owner)
  }

  function nextOwner(): [string, Owner] | undefined {
    let best: [string, Owner] | undefined
    for (const entry of owners) {
      const [, owner] = entry
      if (waitingOf(owner) === 0 || owner.running >= perOwner) continue
      if (owner.running === 0) return entry
      if (!best || owner.running < best[1].running) best = entry
    }
    return best
  }

  function pump(): void {
    while (queued > 0 && running < limits.running) {
      const next = nextOwner()
      if (!next) return
      const [name, owner] = next
      moveToEnd(name, owner)
      start(owner)
      const first = owner.soon[0] ?? owner.later[0]
      first?.admit()
    }
  }

  function releaseOf(name: string, owner: Owner): () => void {
    let held = true
    return () => {
      if (!held) return
      held = false
      owner.running -= 1
      running -= 1
      // The owner's turn comes after those who arrived while this entry ran.
      moveToEnd(name, owner)
      pump()
    }
  }

  /** Makes room among all that wait by refusing the newest entry of the owner with the largest backlog. */
  function makeRoomFor(owner: Owner): boolean {
    let largest: Owner = owner
    for (const other of owners.values()) if (waitingOf(other) > waitingOf(largest)) largest = other
    if (largest === owner) return false
    const newest = largest.later.at(-1) ?? largest.soon.at(-1)
    newest?.refuse('all')
    return true
  }

  function wait(name: string, owner: Owner, { later, signal, wait_ms }: FairQueueEntry): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const list = later ? owner.later : owner.soon
      const leave = (): void => {
        list.splice(list.indexOf(waiting), 1)
        queued -= 1
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
      const giveUp = (reason: unknown): void => {
        leave()
        forgetIdle(name, owner)
        reject(reason)
      }
      const waiting: Waiting = {
        admit() {
          leave()
          resolve(releaseOf(name, owner))
        },
        refuse: (reason) => giveUp(new QueueFullError(reason)),
      }
      const abort = (): void => giveUp(signal?.reason)
      const timer = wait_ms === undefined ? undefined : setTimeout(() => waiting.refuse('late'), wait_ms)
      signal?.addEventListener('abort', abort)
      list.push(waiting)
      queued += 1
    })
  }

  async function enter(name: string, entry: FairQueueEntry = {}): Promise<() => void> {
    entry.signal?.throwIfAborted()
    let owner = owners.get(name)
    if (!owner) {
      owner = { running: 0, soon: [], later: [] }
      owners.set(name, owner)
    }
    // If a place is free and entries wait, none of their owners may take it.
    if (running < limits.running && owner.running < perOwner && waitingOf(owner) === 0) {
      start(owner)
      return releaseOf(name, owner)
    }
    const refused =
      waitingOf(owner) >= limits.waiting_per_owner
        ? 'owner'
        : queued >= mostWaiting && !makeRoomFor(owner)
          ? 'all'
          : undefined
    if (refused) {
      forgetIdle(name, owner)
      throw new QueueFullError(refused)
    }
    return wait(name, owner, entry)
  }

  return {
    enter,
    async run(name, work, entry) {
      const release = await enter(name, entry)
      try {
        return await work()
      } finally {
        release()
      }
    },
    stats: () => ({ running, queued, most_running: mostRunning }),
  }
}

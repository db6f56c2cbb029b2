/** The threads for reads that may take long, and who reads in them. @module */
import { StoreShareFull } from '../contract/errors.ts'
import type { Read } from '../engine/read-turns.ts'
import { createReadTurns } from '../engine/read-turns.ts'
import type { StoreThread } from './thread-client.ts'
import { createStoreThread, ReadStuck } from './thread-client.ts'

/** A list of a page takes a few milliseconds, and a count of a million rows thirty. */
const QUICK_MS = 50
/** A thread that is stuck in one row beyond this holds up everybody's short reads: it is left behind. */
const QUICK_GRACE_MS = 250
const PATIENT_THREADS = 2
/** Threads left behind that go on for one tenant's sake; with more it is refused, since each takes a core. */
const MOST_STUCK = 3

/** Reads that may take long, off the main thread. */
export interface Readers {
  /** Resolves when the database is open. */
  ready(): Promise<void>
  /**
   * @param owner id of the tenant; undefined = the server itself
   * @throws {StoreShareFull} @throws {ReadTooSlow} @throws {StoreUnavailable} @throws {BadMark}
   */
  run(owner: string | undefined, name: string, args: readonly unknown[]): Promise<unknown>
  /** Turns away what waits; ends when what is being read has ended, or is past its limit. */
  close(): Promise<void>
}

/**
 * Starts the thread for short reads; those for long ones start when they are first needed.
 *
 * @param settings.limit_ms longest read
 */
export function createReaders({ database, limit_ms }: { database: string; limit_ms: number }): Readers {
  const quick = createStoreThread(
    { role: 'reader', database, limit_ms: QUICK_MS },
    { grace_ms: QUICK_GRACE_MS },
  )
  const patient: StoreThread[] = []
  const idle: StoreThread[] = []
  const turns = createReadTurns({ quick: 1, patient: PATIENT_THREADS })
  const stuck = new Map<string, number>()

  function count(owner: string, by: 1 | -1): void {
    const now = (stuck.get(owner) ?? 0) + by
    if (now > 0) stuck.set(owner, now)
    else stuck.delete(owner)
  }

  async function watched(owner: string | undefined, read: Read): Promise<unknown> {
    if (owner !== undefined && (stuck.get(owner) ?? 0) >= MOST_STUCK)
      throw new StoreShareFull('lists and searches')
    try {
      return await read()
    } catch (error) {
      if (owner !== undefined && error instanceof ReadStuck) {
        count(owner, 1)
        void error.ended.then(() => count(owner, -1))
      }
      throw error
    }
  }

  function startPatient(): StoreThread {
    const thread = createStoreThread({ role: 'reader', database, limit_ms })
    patient.push(thread)
    return thread
  }

  async function readPatiently(name: string, args: readonly unknown[]): Promise<unknown> {
    const thread = idle.pop() ?? startPatient()
    try {
      return await thread.run(name, args)
    } finally {
      idle.push(thread)
    }
  }

  return {
    ready: () => quick.ready(),
    run: (owner, name, args) =>
      turns.run(owner, {
        quick: () => watched(owner, () => quick.run(name, args)),
        patient: () => watched(owner, () => readPatiently(name, args)),
      }),
    async close() {
      turns.close()
      await Promise.all([quick, ...patient].map((thread) => thread.close()))
    },
  }
}

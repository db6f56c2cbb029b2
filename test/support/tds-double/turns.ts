/** Who may run a statement: while one session has a transaction open, the others wait, as behind its locks. @module */

/** The turns of one database. */
export interface Turns {
  /** Resolves when no other session has a transaction open. @throws the signal's reason */
  wait(session: object, signal: AbortSignal): Promise<void>
  /** After `wait`: keeps the others waiting until `release`. */
  hold(session: object): void
  release(session: object): void
}

/** Nobody holds the database yet. */
export function createTurns(): Turns {
  let holder: object | undefined
  const waiting = new Set<() => void>()
  return {
    async wait(session, signal) {
      signal.throwIfAborted()
      while (holder !== undefined && holder !== session) {
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake)
            signal.removeEventListener('abort', wake)
            resolve()
          }
          waiting.add(wake)
          signal.addEventListener('abort', wake)
        })
        signal.throwIfAborted()
      }
    },
    hold(session) {
      holder = session
    },
    release(session) {
      if (holder !== session) return
      holder = undefined
      for (const wake of [...waiting]) wake()
    },
  }
}

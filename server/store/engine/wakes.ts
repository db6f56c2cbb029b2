/** Wakes within this process. An engine that serves several servers passes them on as well. @module */

/** The listeners of one engine. */
export interface Wakes {
  /** Calls every listener. */
  wake(text: string): void
  /** @returns a function that stops listening */
  onWake(heard: (text: string) => void): () => void
}

/** Creates an empty list of listeners. */
export function createWakes(): Wakes {
  const listeners = new Set<(text: string) => void>()
  return {
    wake(text) {
      for (const heard of [...listeners]) heard(text)
    },
    onWake(heard) {
      listeners.add(heard)
      return () => {
        listeners.delete(heard)
      }
    },
  }
}

/** Asks for the password again when the server requires it before a write. @module */

/** Asks one question at a time, however many writes wait for its answer. */
export interface Confirmation {
  /** @returns whether the right password was entered: the write can be sent again */
  ask(): Promise<boolean>
  isAsked(): boolean
  answer(isConfirmed: boolean): void
  /** @param listener called when a question is asked or answered @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void
}

export function createConfirmation(): Confirmation {
  const listeners = new Set<() => void>()
  let asked: PromiseWithResolvers<boolean> | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    ask() {
      asked ??= Promise.withResolvers()
      tell()
      return asked.promise
    },
    isAsked: () => asked !== undefined,
    answer(isConfirmed) {
      asked?.resolve(isConfirmed)
      asked = undefined
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

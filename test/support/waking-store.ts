/** Wakes without a store: for tests of what listens to them. @module */
import type { Store, Wake, WakeStore } from '../../server/store/contract.ts'

type Logs = Pick<Store, 'appendLogs' | 'newestLogId'>

/** @returns a log without entries, unless the test has other methods, with wakes that stay in the process */
export function wakingStore(methods: Partial<Logs>, is_shared = false): WakeStore & Logs {
  const listeners = new Set<(wake: Wake) => void>()
  return {
    is_shared,
    appendLogs: async () => undefined,
    newestLogId: async () => undefined,
    wake(wake) {
      for (const heard of listeners) heard(wake)
    },
    onWake(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    ...methods,
  }
}

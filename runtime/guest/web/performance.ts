/** `performance`, in whole milliseconds (S15). @see https://w3c.github.io/hr-time/ @module */
import { unavailable } from '../node/errors.ts'

export interface Performance {
  readonly timeOrigin: number
  now(): number
}

export function createPerformance(): Performance & { [name: string]: unknown } {
  const timeOrigin = Date.now()
  const now = (): number => Date.now() - timeOrigin
  return {
    timeOrigin,
    now,
    // Marks are not kept, because a sandbox has no observer.
    mark: (name: string) => ({ name, entryType: 'mark', startTime: now(), duration: 0 }),
    measure: (name: string) => ({ name, entryType: 'measure', startTime: now(), duration: 0 }),
    clearMarks() {},
    clearMeasures() {},
    getEntries: () => [],
    getEntriesByName: () => [],
    getEntriesByType: () => [],
    timerify: (work: unknown) => work,
    eventLoopUtilization: unavailable('performance.eventLoopUtilization'),
    toJSON: () => ({ timeOrigin }),
  }
}

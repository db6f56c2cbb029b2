/** The time-out of a socket on which nothing happens. @module */

export interface IdleTimer {
  /** @param delay_ms 0 ends it */
  set(delay_ms: number): void
  /** Something happened. */
  active(): void
}

/** Keeps one timer that checks the idle time when it fires, instead of a new timer for each packet. */
export function createIdleTimer(onIdle: () => void): IdleTimer {
  let delay_ms = 0
  let lastActive_ms = 0
  let timer: unknown

  function watch(wait_ms: number): void {
    timer = setTimeout(() => {
      const left_ms = delay_ms - (Date.now() - lastActive_ms)
      if (left_ms > 0) return watch(left_ms)
      timer = undefined
      onIdle()
    }, wait_ms)
  }

  return {
    set(wait_ms) {
      clearTimeout(timer)
      timer = undefined
      delay_ms = wait_ms
      lastActive_ms = Date.now()
      if (wait_ms > 0) watch(wait_ms)
    },
    active() {
      if (delay_ms > 0) lastActive_ms = Date.now()
    },
  }
}

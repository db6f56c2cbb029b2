/** How long work keeps this process's event loop from turning. @module */

/** @returns the work's result, and the longest time in which nothing else was run */
export async function longestBlock<T>(work: () => Promise<T>): Promise<{ result: T; longest_ms: number }> {
  let longest_ms = 0
  let before = performance.now()
  const look = (): void => {
    const now = performance.now()
    longest_ms = Math.max(longest_ms, now - before)
    before = now
  }
  const timer = setInterval(look, 5)
  try {
    const result = await work()
    look()
    return { result, longest_ms }
  } finally {
    clearInterval(timer)
  }
}

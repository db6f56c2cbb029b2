/** Measuring of two things against each other on a noisy machine: in turns, by medians. @module */

/** One thing to measure. */
export type Work = () => Promise<unknown>

/** Milliseconds. */
export interface Times {
  p50_ms: number
  p99_ms: number
}

/** Measures several things in turns, so that a noisy moment meets all of them. */
export async function inTurns<Name extends string>(
  works: { readonly [name in Name]: Work },
  { rounds, per_round, warm_up }: { rounds: number; per_round: number; warm_up: number },
): Promise<{ [name in Name]: Times }> {
  const entries = Object.entries<Work>(works)
  for (const [, work] of entries) for (let i = 0; i < warm_up; i++) await work()
  const samples = new Map<string, number[]>(entries.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of entries) {
      for (let i = 0; i < per_round; i++) {
        const began = performance.now()
        await work()
        samples.get(name)?.push(performance.now() - began)
      }
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, timesOf(values)])) as {
    [name in Name]: Times
  }
}

/** @returns ends per second with so many under way all the time */
export async function perSecond(work: Work, in_flight: number, duration_ms: number): Promise<number> {
  const began = performance.now()
  let ends = 0
  const worker = async (): Promise<void> => {
    while (performance.now() - began < duration_ms) {
      await work()
      ends++
    }
  }
  await Promise.all(Array.from({ length: in_flight }, worker))
  return (ends * 1_000) / (performance.now() - began)
}

function timesOf(values: number[]): Times {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return { p50_ms: at(0.5), p99_ms: at(0.99) }
}

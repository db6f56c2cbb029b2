/** A countdown until something can be tried again. @module */
import { useEffect, useState } from 'react'

/** @param round changes when the countdown starts again @returns seconds left */
export function useCountdown(seconds: number | undefined, round: number): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const end_ms = performance.now() + (seconds ?? 0) * 1_000
    const tick = (): void => setLeft(Math.max(0, Math.ceil((end_ms - performance.now()) / 1_000)))
    tick()
    if (seconds === undefined) return undefined
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [seconds, round])
  return left
}

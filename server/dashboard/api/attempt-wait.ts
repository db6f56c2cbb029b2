/** How long a person has to wait after too many wrong passwords. @module */
import { useCountdown } from '../ui/countdown.ts'
import { ApiProblem } from './problem.ts'

/**
 * @param attempt the mutation that was refused
 * @returns seconds until the server accepts the next attempt, counted down; 0 when it accepts one now
 */
export function useAttemptWait(attempt: {
  error: Error | null
  failureCount: number
  submittedAt: number
}): number {
  const { error, failureCount, submittedAt } = attempt
  return useCountdown(
    error instanceof ApiProblem ? error.retry_after_s : undefined,
    failureCount + submittedAt,
  )
}

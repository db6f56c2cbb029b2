/** Explains why a password was not checked. @module */
import { ApiProblem } from '../api/problem.ts'
import { Banner } from '../ui/data.tsx'
import { Problem } from './part.tsx'
import { accountText } from './text.ts'

/** @param props.wait_s seconds until the server accepts the next attempt, counted down while they are shown */
export function AttemptProblem({ error, wait_s }: { error: Error; wait_s: number }) {
  if (error instanceof ApiProblem && error.status === 429 && wait_s > 0) {
    return <Banner tone="warn" live title={accountText.wait(wait_s)} />
  }
  return <Problem error={error} />
}

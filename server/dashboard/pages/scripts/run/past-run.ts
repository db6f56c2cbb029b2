/** A test run that has ended. @module */
import type { Action } from '../../../editor/index.tsx'
import type { Headline, RunResult } from './outcome.ts'

/** A run that has ended, without the arguments that were typed for it. */
export interface PastRun {
  /** Counts the runs of the page. */
  number: number
  action: Action
  headline: Headline
  run: RunResult
}

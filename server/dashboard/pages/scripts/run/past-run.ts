/** A test run that has ended. @module */
import type { Action } from '../../../editor/index.tsx'
import type { Headline, RunResult } from './outcome.ts'

/** A finished run, without the arguments that were typed for it. */
export interface PastRun {
  /** Number of the run on this page. */
  number: number
  action: Action
  /** The text that ran. */
  source: string
  headline: Headline
  run: RunResult
}

/** What a row of the states is. @module */
import type { Visit } from '../../support/browser-dashboard.ts'

/** One row for each thing that a person should have looked at. */
export interface PageState {
  /** Names its pictures. */
  name: string
  kit?: boolean
  reach(visit: Visit): Promise<void>
}

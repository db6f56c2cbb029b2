/** What a row of the states is. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'

/** One row for each thing that a person should have looked at. */
export interface PageState {
  /** Names its pictures. */
  name: string
  kit?: boolean
  /** How scripts end. */
  script?: FakeScript
  reach(visit: Visit): Promise<void>
}

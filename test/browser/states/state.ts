/** One row of a list of states. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'

/** One state that a person should look at. */
export interface PageState {
  /** Names the pictures of this state. */
  name: string
  kit?: boolean
  /** How scripts end; by default, no person is known. */
  script?: FakeScript
  reach(visit: Visit): Promise<void>
}

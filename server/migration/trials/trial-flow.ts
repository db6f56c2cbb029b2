/** The flow of trials: what scripts and logins would do. Nothing is stored. @module */
import type { Connection } from '../../store/contract.ts'
import type { FoundWay } from '../decision/decide.ts'
import { findWay } from '../decision/decide.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import type { Drift, DriftTrial } from './drift.ts'
import { findDrift } from './drift.ts'
import type { LoginPreview } from './preview-login.ts'
import { previewLogin } from './preview-login.ts'
import type { StoreTest, StoreTestResult } from './test-store.ts'
import { testStore } from './test-store.ts'
import type { Trial, TrialDeps, TrialResult } from './try-script.ts'
import { tryScript } from './try-script.ts'

/** A login to try. */
interface LoginTrial {
  tenant_id: string
  connection: Connection
  /** Email or username as typed. */
  identifier: string
  password: string
}

/** Tries scripts and logins. */
export interface TrialFlow {
  /** Runs one script with given arguments. */
  tryScript(trial: Trial): Promise<TrialResult>
  /**
   * Decides which way a login would go.
   *
   * @throws {StoreUnavailable}
   */
  findWay(login: Pick<LoginTrial, 'tenant_id' | 'connection' | 'identifier'>): Promise<FoundWay>
  /** Goes a way that was found, as far as it goes without a write. */
  previewLogin(found: Pick<FoundWay, 'way'>, login: LoginTrial): Promise<LoginPreview>
  /** Compares what `login` and `get_user` return for one person. */
  findDrift(trial: DriftTrial): Promise<Drift>
  /** Asks the legacy store for a person who does not exist. */
  testStore(test: StoreTest): Promise<StoreTestResult>
}

/** Creates the flow. */
export const createTrialFlow = (deps: TrialDeps): TrialFlow => ({
  tryScript: (trial) => tryScript(deps, trial),
  findWay: ({ tenant_id, connection, identifier }) =>
    findWay(deps, { tenant_id, connection, key: normaliseIdentifier(identifier.trim()) }),
  previewLogin: (found, login) => previewLogin(deps, found, login),
  findDrift: (trial) => findDrift(deps, trial),
  testStore: (test) => testStore(deps, test),
})

/** Records, for the ledger of a migration, why somebody was not migrated. @module */
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Connection, Finding, FindingState, KnownPerson } from '../../store/contract.ts'
import type { ScriptDeps } from './deps.ts'
import type { ScriptTrouble } from './run-script.ts'

/** Code of a run without a usable answer. */
type FailedCode = Extract<ScriptTrouble, { kind: 'failed' | 'unavailable' }>['code']

/** Why a rule, or an error of the script about the person, kept somebody out. */
type RefusedCode = 'validation' | 'unauthorized' | 'deleted' | 'blocked'

interface Where {
  tenant_id: string
  connection: Pick<Connection, 'connection_id' | 'revision'>
}

/** What is known of the outcome. */
interface Known extends Pick<Finding, 'field' | 'holder_id'> {
  run_id: string | undefined
  /** Purpose of the run: `login`, `reset` … */
  purpose: string
  /** Undefined for a name that no script has confirmed: it is counted only. */
  person?: KnownPerson | undefined
}

type Deps = Pick<ScriptDeps, 'store' | 'log'>

/** A rule refuses these; the other codes are failures. */
const STATES: { readonly [code in FailedCode]?: FindingState } = {
  profile_conflict: 'conflict',
  mfa_factors_unsupported: 'refused',
}

/** The script returned a profile for the name, so it knows the person. */
const CONFIRMED: ReadonlySet<string> = new Set<FailedCode>(['invalid_profile', 'mfa_factors_unsupported'])

/** @returns the person, if a failure with this code shows that the script knows the typed name */
export function confirmedBy(code: FailedCode, name_key: string): KnownPerson | undefined {
  return CONFIRMED.has(code) ? { name_key } : undefined
}

/** Records a failure after the response, which is neither delayed nor failed by it. */
export function noteMigrationFailure(deps: Deps, where: Where, code: FailedCode, known: Known): void {
  const finding = findingOf(where, STATES[code] ?? 'failed', code, known)
  const { connection_id, at, revision, run_id } = finding
  deps.store
    .recordMigrationFailure(
      where.tenant_id,
      {
        event_id: `evt_${randomAlphanumerics(20)}`,
        connection_id,
        user_id: undefined,
        kind: 'failed',
        detail: code,
        at,
        revision,
        run_id,
      },
      finding,
    )
    .catch((error: unknown) => deps.log.error('failure_not_recorded', error))
}

/** Records after the response that a script found a person. */
export function noteSeen(deps: Deps, where: Where, known: Known): void {
  note(deps, where, findingOf(where, 'seen', undefined, known))
}

/** Records after the response a wrong password or an unknown name. */
export function noteDenied(deps: Deps, where: Where, known: Known): void {
  note(deps, where, findingOf(where, 'denied', undefined, known))
}

/** Records a refusal after the response. */
export function noteRefused(deps: Deps, where: Where, code: RefusedCode, known: Known): void {
  note(deps, where, findingOf(where, 'refused', code, known))
}

function note({ store, log }: Deps, { tenant_id }: Where, finding: Finding): void {
  store.recordFinding(tenant_id, finding).catch((error: unknown) => log.error('finding_not_recorded', error))
}

function findingOf(
  { connection: { connection_id, revision } }: Where,
  state: Finding['state'],
  reason: string | undefined,
  known: Known,
): Finding {
  return { connection_id, state, reason, revision, at: Date.now(), ...known }
}

/** Finds the user of a password reset, in the store or in the legacy store. @module */
import type { Connection, Store, Tenant } from '../../store/contract.ts'
import { isHistory } from '../decision/legacy-history.ts'
import { findByName } from '../identifiers/aliases.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import { modeOf } from '../mode/mode.ts'
import type { ScriptProfile } from '../profile/profile.ts'
import { askScript } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import type { TicketPerson } from '../tickets/tickets.ts'

/** The user who may choose a new password, or why there is none. */
export type FoundPerson =
  | { kind: 'found'; person: TicketPerson; profile: ScriptProfile | undefined; run_id: string | undefined }
  | { kind: 'nobody' }
  | ScriptTrouble

/** A user to find. */
export interface PersonSearch {
  tenant: Pick<Tenant, 'tenant_id'>
  connection: Connection
  /** As typed, or as stored with a ticket. */
  identifier: string
  /** The new password, if it is known: it is redacted in all output of the script. */
  password: string
  purpose: string
}

/** What a search reads. */
export interface FindPersonDeps extends ScriptDeps {
  store: ScriptDeps['store'] & Pick<Store, 'findLogin' | 'findAlias' | 'findIdentity' | 'isTombstoned'>
}

/** In import mode a stored user with a password needs no script; in legacy mode any stored profile is enough. */
export async function findPerson(deps: FindPersonDeps, search: PersonSearch): Promise<FoundPerson> {
  const { tenant, connection } = search
  const { tenant_id } = tenant
  const identifier = search.identifier.trim()
  const key = normaliseIdentifier(identifier)
  if (key === '') return { kind: 'nobody' }
  const stored = await findByName(deps.store, { tenant_id, connection, key })
  const mode = modeOf(connection)
  if (stored && (mode !== 'import' || stored.password_hash !== undefined)) {
    const person = { user: stored.user, identifier, email: stored.user.email }
    return { kind: 'found', person, profile: undefined, run_id: undefined }
  }
  if (mode === 'local') return { kind: 'nobody' }
  const answer = await askScript(deps, {
    tenant_id,
    connection,
    action: 'get_user',
    typed: { identifier, password: search.password },
    purpose: search.purpose,
  })
  if (answer.kind === 'none') return { kind: 'nobody' }
  if (answer.kind !== 'profile') return answer
  const { profile } = answer
  // A8: a legacy store that compares loosely may return another user's row.
  if (key !== profile.email_key && key !== profile.username_key) return { kind: 'nobody' }
  if (await isHistory(deps, tenant_id, connection, profile, [key])) {
    // The user may have signed in while the script ran.
    const now = await deps.store.findLogin(tenant_id, connection.connection_id, key)
    if (now?.password_hash === undefined) return { kind: 'nobody' }
    const person = { user: now.user, identifier, email: now.user.email }
    return { kind: 'found', person, profile: undefined, run_id: undefined }
  }
  const person = { user: undefined, identifier, email: profile.email }
  return { kind: 'found', person, profile, run_id: answer.run_id }
}

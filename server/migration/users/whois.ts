/** Finds out where a user is stored. Changes nothing. @module */
import type { Connection, Store, Tenant } from '../../store/contract.ts'
import { findWay } from '../decision/decide.ts'
import { isTombstoned } from '../decision/tombstones.ts'
import { takesAliases } from '../identifiers/aliases.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import { modeOf } from '../mode/mode.ts'
import { askScript } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import { hasScript } from '../script/run-script.ts'

/** Where the user is. `tombstone`: deleted for good; `blocked`: stored and blocked. */
type WhoisState = 'local' | 'legacy' | 'both' | 'neither' | 'blocked' | 'tombstone'

/** The state and the ids; or how `get_user` failed. */
export type WhoisResult =
  | {
      kind: 'answer'
      state: WhoisState
      user_id: string | undefined
      /** Whether `get_user` ran: false for connections without this script. */
      legacy_asked: boolean
      /** The legacy store's own id, without prefix. */
      legacy_id: string | undefined
    }
  | ScriptTrouble

interface Search {
  tenant: Pick<Tenant, 'tenant_id'>
  connection: Connection
  /** Email or username as typed. */
  identifier: string
}

/** What the flow needs of the server. */
export interface WhoisDeps extends ScriptDeps {
  store: ScriptDeps['store'] & Pick<Store, 'findLogin' | 'findAlias' | 'isTombstoned'>
}

/** Finds out where a user is stored. */
export interface WhoisFlow {
  /** Looks in the store and asks `get_user`. The answer of the script is shown, never kept. */
  whois(search: Search): Promise<WhoisResult>
}

/** Creates the flow. */
export const createWhoisFlow = (deps: WhoisDeps): WhoisFlow => ({ whois: (search) => whois(deps, search) })

async function whois(deps: WhoisDeps, search: Search): Promise<WhoisResult> {
  const { tenant, connection } = search
  const { tenant_id } = tenant
  const identifier = search.identifier.trim()
  const key = normaliseIdentifier(identifier)
  const { way, stored } = await findWay(deps, { tenant_id, connection, key })
  const isGone =
    way.kind === 'refuse' &&
    // Without scripts, a login does not need to know why a user is unknown.
    (way.why === 'deleted' ||
      (way.why === 'unknown' && (await isTombstoned(deps, tenant_id, connection, { keys: [key] }))))
  const legacy_asked = modeOf(connection) !== 'local' && hasScript(connection, 'get_user')
  let legacy_id: string | undefined
  if (legacy_asked) {
    const answer = await askScript(deps, {
      tenant_id,
      connection,
      action: 'get_user',
      typed: { identifier, password: '' },
      use: 'seen',
      purpose: 'whois',
    })
    if (answer.kind !== 'profile' && answer.kind !== 'none') return answer
    // A8: a legacy store that compares loosely may return another user's row.
    const isNamed =
      answer.kind === 'profile' && [answer.profile.email_key, answer.profile.username_key].includes(key)
    if (answer.kind === 'profile' && (isNamed || takesAliases(connection))) {
      legacy_id = answer.profile.external_id
    }
  }
  return {
    kind: 'answer',
    state: stateOf(stored && { blocked: stored.user.blocked }, legacy_id !== undefined, isGone),
    user_id: stored?.user.user_id,
    legacy_asked,
    legacy_id,
  }
}

function stateOf(stored: { blocked: boolean } | undefined, isLegacy: boolean, isGone: boolean): WhoisState {
  if (stored?.blocked) return 'blocked'
  if (isGone) return 'tombstone'
  if (stored) return isLegacy ? 'both' : 'local'
  return isLegacy ? 'legacy' : 'neither'
}

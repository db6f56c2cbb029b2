/**
 * The flow that changes a user in each mode: in Ferry, in the legacy store, or in Ferry after asking there whether a name
 * is free. @module
 */
import type { Json } from '../../../runtime/index.ts'
import type { Passwords } from '../../password/hash.ts'
import type { PasswordViolation } from '../../password/policy.ts'
import { checkNewPassword, passwordRulesOf } from '../../password/policy.ts'
import type { Connection, Identity, Store, Tenant, User, UserChange } from '../../store/contract.ts'
import { isHistory } from '../decision/legacy-history.ts'
import type { Clash } from '../identifiers/clash.ts'
import { clashOf } from '../identifiers/clash.ts'
import { lowerAscii, normaliseIdentifier } from '../identifiers/identifier.ts'
import type { IdentifierProblem } from '../identifiers/identifier-rules.ts'
import { emailProblem, usernameProblem } from '../identifiers/identifier-rules.ts'
import { namesOf } from '../identifiers/own-identity.ts'
import { modeOf } from '../mode/mode.ts'
import type { ActionAnswer, Occasion } from '../script/ask-action.ts'
import { askAction } from '../script/ask-action.ts'
import { askScript } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import { resetTime } from '../script/reset-time.ts'
import type { ScriptTrouble } from '../script/run-script.ts'

type Fields = { [key: string]: Json }

/** The change to make; at most one of email, username and password. */
interface UserUpdate {
  tenant: Pick<Tenant, 'tenant_id'>
  user: User
  /** The identity whose names and password change, and its connection. */
  connection: Connection
  identity: Identity
  /** The email address as typed. */
  email?: string | undefined
  username?: string | undefined
  password?: string | undefined
  email_verified?: boolean | undefined
  blocked?: boolean | undefined
  /** Root attributes; null removes. */
  profile: Fields
  /** Merged at the first level; null removes. */
  user_metadata?: Fields | undefined
  app_metadata?: Fields | undefined
}

/** How it ended. The user was changed in Ferry only if `updated`. */
export type UpdateUserFlowResult =
  | { kind: 'updated'; user: User }
  /** The user does not exist, or was deleted in the meantime. */
  | { kind: 'missing' }
  /** `clash`: the other user; undefined when only the legacy store has the identifier. */
  | { kind: 'taken'; by: 'email' | 'username'; clash: Clash | undefined }
  | ({ kind: 'invalid' } & IdentifierProblem)
  | { kind: 'weak_password'; violation: PasswordViolation }
  /** Fields that only the legacy store can change. */
  | { kind: 'read_only'; fields: string[] }
  | { kind: 'missing_script'; message: string }
  /** The script says that it changed nothing. */
  | { kind: 'refused'; run_id: string }
  | ScriptTrouble

/** The change of one field; any other kind ends the update. */
type Step = { kind: 'change'; change: UserChange } | Exclude<UpdateUserFlowResult, { kind: 'updated' }>

/** The dependencies of the flow. */
export interface UpdateDeps extends ScriptDeps {
  store: ScriptDeps['store'] &
    Pick<Store, 'findLogin' | 'findIdentity' | 'isTombstoned' | 'listPasswordHashes' | 'updateUser'>
  passwords: Passwords
}

/** Changes users. */
export interface UpdateFlow {
  /**
   * @throws {StoreUnavailable}
   * @throws {ApiError} temporarily_unavailable: too many hashes wait
   */
  updateUser(update: UserUpdate): Promise<UpdateUserFlowResult>
}

/** Creates the flow. */
export const createUpdateFlow = (deps: UpdateDeps): UpdateFlow => ({
  updateUser: (update) => updateUser(deps, update),
})

async function updateUser(deps: UpdateDeps, update: UserUpdate): Promise<UpdateUserFlowResult> {
  const { tenant, user, connection } = update
  const readOnly = readOnlyFields(update)
  if (readOnly.length > 0) return { kind: 'read_only', fields: readOnly }
  const step = await namedChange(deps, update)
  if (step.kind !== 'change') return step
  const result = await deps.store.updateUser(tenant.tenant_id, user.user_id, {
    connection_id: connection.connection_id,
    ...(update.blocked !== undefined && { blocked: update.blocked }),
    profile: update.profile,
    ...(update.user_metadata && { user_metadata: update.user_metadata }),
    ...(update.app_metadata && { app_metadata: update.app_metadata }),
    ...step.change,
  })
  if (result.kind !== 'taken') return result
  return { kind: 'taken', by: result.by, clash: clashOf(result, connection, undefined) }
}

/** In legacy mode each sign-in refreshes the attributes, unless that was turned off. */
function readOnlyFields({ connection, profile, username, password, email_verified }: UserUpdate): string[] {
  if (modeOf(connection) !== 'legacy') return []
  const rule = connection.options.set_user_root_attributes
  const isKept = rule === 'on_first_login' || rule === 'never_on_login'
  return [
    ...(isKept ? [] : Object.keys(profile)),
    // No script of Auth0's changes a username.
    ...(username === undefined ? [] : ['username']),
    // Each needs a script of its own; the first might succeed and the second fail.
    ...(password !== undefined && email_verified !== undefined ? ['email_verified'] : []),
  ]
}

async function namedChange(deps: UpdateDeps, update: UserUpdate): Promise<Step> {
  const { email, username, password, email_verified } = update
  if (email !== undefined) return changeEmail(deps, update, email.trim())
  if (username !== undefined) return changeUsername(deps, update, username.trim())
  if (password !== undefined) return changePassword(deps, update, password)
  if (email_verified !== undefined) return changeVerified(deps, update, email_verified)
  return { kind: 'change', change: {} }
}

async function changeEmail(deps: UpdateDeps, update: UserUpdate, typed: string): Promise<Step> {
  const problem = emailProblem(typed)
  if (problem) return { kind: 'invalid', ...problem }
  const { connection } = update
  const mode = modeOf(connection)
  const email_key = normaliseIdentifier(typed)
  const before = namesOf(update.user, update.identity)
  const isMoved = before.email === undefined || normaliseIdentifier(before.email) !== email_key
  const email_verified = update.email_verified ?? (isMoved ? false : before.email_verified)
  if (isMoved) {
    const taken = await guard(deps, update, 'email', typed)
    if (taken) return taken
  }
  if (mode === 'legacy') {
    const old = before.email ?? before.username ?? ''
    const answer = await askChangeEmail(deps, update, [old, typed, email_verified])
    if (answer.kind !== 'done') return answer
  }
  const email = mode === 'legacy' ? typed : lowerAscii(typed)
  return { kind: 'change', change: { email: { email, email_key }, email_verified } }
}

async function changeUsername(deps: UpdateDeps, update: UserUpdate, typed: string): Promise<Step> {
  const problem = usernameProblem(update.connection, typed)
  if (problem) return { kind: 'invalid', ...problem }
  const username_key = normaliseIdentifier(typed)
  const before = namesOf(update.user, update.identity)
  const isMoved = before.username === undefined || normaliseIdentifier(before.username) !== username_key
  const taken = isMoved ? await guard(deps, update, 'username', typed) : undefined
  if (taken) return taken
  return {
    kind: 'change',
    change: withVerified(update, { username: { username: lowerAscii(typed), username_key } }),
  }
}

/** A new name must be free in Ferry, and in import mode in the legacy store as well. */
async function guard(
  deps: UpdateDeps,
  { tenant: { tenant_id }, connection, identity, user }: UserUpdate,
  by: 'email' | 'username',
  typed: string,
): Promise<Step | undefined> {
  const { connection_id } = connection
  const holder = await deps.store.findLogin(tenant_id, connection_id, normaliseIdentifier(typed))
  // The same user may have it in another field: an email address that was a username.
  if (holder && holder.user.user_id !== user.user_id) {
    return { kind: 'taken', by, clash: clashOf({ by, existing: holder.user }, connection, undefined) }
  }
  if (modeOf(connection) !== 'import') return undefined
  const answer = await askScript(deps, {
    tenant_id,
    connection,
    action: 'get_user',
    typed: { identifier: typed, password: '' },
    purpose: `change_${by}`,
  })
  if (answer.kind === 'none') return undefined
  if (answer.kind !== 'profile') return answer
  const { profile } = answer
  // The user's own record in the legacy store: its address was changed there first.
  if (profile.external_id === identity.external_id) return undefined
  return (await isHistory(deps, tenant_id, connection, profile))
    ? undefined
    : { kind: 'taken', by, clash: undefined }
}

async function changePassword(deps: UpdateDeps, update: UserUpdate, password: string): Promise<Step> {
  const { connection, user, identity, tenant } = update
  const rules = passwordRulesOf(connection.options)
  const names = namesOf(user, identity)
  const { connection_id, external_id } = identity
  const old =
    rules.history_size === 0
      ? []
      : await deps.store.listPasswordHashes(tenant.tenant_id, connection_id, external_id, rules.history_size)
  const violation = await checkNewPassword(
    rules,
    password,
    {
      ...user.profile,
      ...update.profile,
      ...names,
      user_metadata: { ...user.user_metadata, ...update.user_metadata },
    },
    old.map((phc) => (typed) => deps.passwords.verify(tenant.tenant_id, phc, typed)),
  )
  if (violation) return { kind: 'weak_password', violation }
  if (modeOf(connection) !== 'legacy') {
    const password_hash = await deps.passwords.hash(tenant.tenant_id, password)
    const { history_size } = rules
    return { kind: 'change', change: withVerified(update, { password: { password_hash, history_size } }) }
  }
  const answer = await askAction(deps, {
    tenant_id: tenant.tenant_id,
    connection,
    action: 'change_password',
    args: [names.email ?? names.username ?? '', password],
    occasion: occasionOf(user),
    secrets: [password],
    purpose: 'change_password',
  })
  if (answer.kind !== 'done') return answer
  return { kind: 'change', change: { last_password_reset: resetTime(answer.value) ?? Date.now() } }
}

async function changeVerified(deps: UpdateDeps, update: UserUpdate, verified: boolean): Promise<Step> {
  if (modeOf(update.connection) === 'legacy') {
    const { email } = namesOf(update.user, update.identity)
    if (email === undefined) {
      return { kind: 'invalid', field: 'email', message: 'is missing: there is no address to verify' }
    }
    const answer = await askChangeEmail(deps, update, [email, email, verified])
    if (answer.kind !== 'done') return answer
  }
  return { kind: 'change', change: { email_verified: verified } }
}

function askChangeEmail(
  deps: UpdateDeps,
  { tenant, connection, user }: UserUpdate,
  args: [email: string, new_email: string, verified: boolean],
): Promise<ActionAnswer> {
  return askAction(deps, {
    tenant_id: tenant.tenant_id,
    connection,
    action: 'change_email',
    args,
    occasion: occasionOf(user),
    secrets: [],
    purpose: 'change_email',
  })
}

function occasionOf({ user_id, updated_at }: User): Occasion {
  return { kind: 'user', user_id, at: updated_at }
}

function withVerified({ email_verified }: UserUpdate, change: UserChange): UserChange {
  return email_verified === undefined ? change : { ...change, email_verified }
}

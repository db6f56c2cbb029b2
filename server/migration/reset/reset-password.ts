/** Sets a new password by the link of a mail. @module */
import type { Passwords } from '../../password/hash.ts'
import type { PasswordViolation } from '../../password/policy.ts'
import { checkNewPassword, passwordRulesOf } from '../../password/policy.ts'
import type { PasswordRules } from '../../password/rules.ts'
import type {
  Connection,
  NewUser,
  Store,
  Tenant,
  Ticket,
  TicketRefusal,
  User,
  UseTicketResult,
} from '../../store/contract.ts'
import type { Clash } from '../identifiers/clash.ts'
import { clashOf } from '../identifiers/clash.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import { keepsTombstones, modeOf } from '../mode/mode.ts'
import type { ScriptProfile } from '../profile/profile.ts'
import type { ActionAnswer } from '../script/ask-action.ts'
import { askAction } from '../script/ask-action.ts'
import { resetTime } from '../script/reset-time.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import { ticketHash } from '../tickets/tickets.ts'
import type { FindPersonDeps, FoundPerson } from './find-person.ts'
import { findPerson } from './find-person.ts'

/** How a confirmation ended. The link still works unless `changed` or `refused`. */
export type ResetConfirmed =
  | ResetChanged
  | { kind: 'refused'; why: TicketRefusal }
  | ({ connection: Connection; ticket: Ticket } & ResetFailure)

/** A password that was changed. */
export interface ResetChanged {
  kind: 'changed'
  user: User | undefined
  ticket: Ticket
  connection: Connection
}

type ResetFailure =
  | { kind: 'weak_password'; violation: PasswordViolation }
  /** The user does not exist any more, or has another address. */
  | { kind: 'nobody' }
  /** The profile of the legacy store clashes with a stored user. */
  | { kind: 'conflict'; clash: Clash }
  | { kind: 'missing_script'; message: string }
  | ScriptTrouble

/** The dependencies of a confirmation. */
export interface ConfirmDeps extends FindPersonDeps {
  tenant: Tenant
  store: FindPersonDeps['store'] &
    Pick<
      Store,
      | 'findTicket'
      | 'findConnection'
      | 'findUser'
      | 'useTicket'
      | 'reopenTicket'
      | 'revokeRefreshTokens'
      | 'updateUser'
      | 'listPasswordHashes'
    >
  passwords: Passwords
}

interface Confirmation {
  ticket_sha256: string
  ticket: Ticket
  connection: Connection
  rules: PasswordRules
  password: string
}

/**
 * Sets the new password. Of several confirmations at once, one succeeds; in import mode a user who is not migrated yet is
 * stored in the transaction that uses the link up.
 *
 * @param confirmation.secret the secret in the link
 * @throws {StoreUnavailable} nothing was changed
 * @throws {ApiError} temporarily_unavailable: too many hashes or runs wait
 */
export async function confirmReset(
  deps: ConfirmDeps,
  { secret, password }: { secret: string; password: string },
): Promise<ResetConfirmed> {
  const { store, tenant } = deps
  const ticket_sha256 = ticketHash(secret)
  const found = await store.findTicket(tenant.tenant_id, 'reset', ticket_sha256)
  if (found.kind === 'refused') return found
  const { ticket } = found
  const connection = await store.findConnection(tenant.tenant_id, ticket.connection_id)
  if (!connection) return { kind: 'refused', why: 'unknown' }
  const rules = passwordRulesOf(connection.options)
  const confirmation = { ticket_sha256, ticket, connection, rules, password }
  const result =
    modeOf(connection) === 'legacy'
      ? await changeInLegacyStore(deps, confirmation)
      : await changeHere(deps, confirmation)
  if (result.kind !== 'changed') return result.kind === 'refused' ? result : { ...result, connection, ticket }
  return { kind: 'changed', user: result.user, ticket, connection }
}

type Changed =
  | { kind: 'changed'; user: User | undefined }
  | { kind: 'refused'; why: TicketRefusal }
  | ResetFailure

/** Uses the ticket before the script runs, so that it runs once, and reopens the ticket when nothing was changed. */
async function changeInLegacyStore(deps: ConfirmDeps, confirmation: Confirmation): Promise<Changed> {
  const { store, tenant } = deps
  const { ticket_sha256, ticket, connection, password } = confirmation
  const user =
    ticket.user_id === undefined ? undefined : await store.findUser(tenant.tenant_id, ticket.user_id)
  const identifier = user?.email ?? user?.username ?? ticket.email ?? ticket.identifier
  if (identifier === undefined || (ticket.user_id !== undefined && !user)) return { kind: 'nobody' }
  const weak = await judge(deps, confirmation, user ?? { email: ticket.email }, undefined)
  if (weak) return weak
  const taken = await store.useTicket(tenant.tenant_id, 'reset', ticket_sha256, { kind: 'none' })
  if (taken.kind === 'refused') return taken
  let answer: ActionAnswer | undefined
  try {
    answer = await askAction(deps, {
      tenant_id: tenant.tenant_id,
      connection,
      action: 'change_password',
      args: [identifier, password],
      occasion: { kind: 'ticket', ticket_sha256 },
      secrets: [password],
      purpose: 'reset',
    })
  } finally {
    if (answer?.kind !== 'done') await store.reopenTicket(tenant.tenant_id, 'reset', ticket_sha256)
  }
  if (answer.kind === 'refused') return { kind: 'nobody' }
  if (answer.kind !== 'done') return answer
  // A person who signed in after the link was sent has a cached profile now, and is signed out too.
  const key = normaliseIdentifier(identifier)
  const stored = user ?? (await store.findLogin(tenant.tenant_id, connection.connection_id, key))?.user
  if (!stored) return { kind: 'changed', user: undefined }
  await store.revokeRefreshTokens(tenant.tenant_id, { user_id: stored.user_id })
  const updated = await store.updateUser(tenant.tenant_id, stored.user_id, {
    last_password_reset: resetTime(answer.value) ?? Date.now(),
  })
  return { kind: 'changed', user: updated.kind === 'updated' ? updated.user : stored }
}

async function changeHere(deps: ConfirmDeps, confirmation: Confirmation): Promise<Changed> {
  const { ticket } = confirmation
  if (ticket.user_id !== undefined) {
    const user = await deps.store.findUser(deps.tenant.tenant_id, ticket.user_id)
    if (!user) return { kind: 'nobody' }
    if (!(await isOnlyCached(deps, confirmation, user))) return changeStored(deps, confirmation, user)
  }
  const found = await findAgain(deps, confirmation)
  if (found.kind !== 'found') return found
  const { user } = found.person
  if (user) return changeStored(deps, confirmation, user)
  return found.profile ? storeNow(deps, confirmation, found.profile, found.run_id) : { kind: 'nobody' }
}

/** Whether the profile was cached before the connection was in import mode, and its owner never had a password in Ferry. */
async function isOnlyCached(
  { store, tenant }: ConfirmDeps,
  { connection }: Confirmation,
  user: User,
): Promise<boolean> {
  if (modeOf(connection) !== 'import') return false
  const { connection_id } = connection
  const own = user.identities.find((one) => one.connection_id === connection_id)
  const stored = own && (await store.findIdentity(tenant.tenant_id, connection_id, own.external_id))
  return stored !== undefined && stored.password_hash === undefined
}

async function findAgain(
  deps: ConfirmDeps,
  { ticket, connection, password }: Confirmation,
): Promise<FoundPerson> {
  const found = await findPerson(deps, {
    tenant: deps.tenant,
    connection,
    identifier: ticket.identifier ?? '',
    password,
    purpose: 'reset',
  })
  // A person who reads the mail of one address must not set the password of another.
  const isSame =
    found.kind !== 'found' ||
    normaliseIdentifier(found.person.email ?? '') === normaliseIdentifier(ticket.email ?? '')
  return isSame ? found : { kind: 'nobody' }
}

async function changeStored(deps: ConfirmDeps, confirmation: Confirmation, user: User): Promise<Changed> {
  const { store, tenant, passwords } = deps
  const { ticket_sha256, ticket, connection, rules, password } = confirmation
  const { connection_id } = connection
  const identity = user.identities.find((one) => one.connection_id === connection_id)
  if (!identity) return { kind: 'nobody' }
  const weak = await judge(deps, confirmation, user, identity.external_id)
  if (weak) return weak
  const password_hash = await passwords.hash(tenant.tenant_id, password)
  const result = await store.useTicket(tenant.tenant_id, 'reset', ticket_sha256, {
    kind: 'update_user',
    user_id: user.user_id,
    change: {
      connection_id,
      password: { password_hash, history_size: rules.history_size },
      ...(ticket.details.mark_email_as_verified ? { email_verified: true } : {}),
    },
  })
  return changed(result, connection)
}

/** Import mode: stores the profile of the legacy store with the new password, once and completely. */
async function storeNow(
  deps: ConfirmDeps,
  confirmation: Confirmation,
  // Tokens come with a sign-in, and this is none.
  { returned: _, tokens: _tokens, ...profile }: ScriptProfile,
  run_id: string | undefined,
): Promise<Changed> {
  const { store, tenant, passwords } = deps
  const { ticket_sha256, ticket, connection, password } = confirmation
  const weak = await judge(deps, confirmation, profile, undefined)
  if (weak) return weak
  const user: NewUser = {
    ...profile,
    connection_id: connection.connection_id,
    email_verified: profile.email_verified || ticket.details.mark_email_as_verified === true,
    password_hash: await passwords.hash(tenant.tenant_id, password),
    migrated_by: 'reset',
    migrated_version: connection.revision,
    run_id,
    unless_tombstoned: keepsTombstones(connection),
    logged_in: false,
  }
  const result = await store.useTicket(tenant.tenant_id, 'reset', ticket_sha256, {
    kind: 'create_user',
    user,
  })
  if (result.kind !== 'exists') return changed(result, connection)
  // The user signed in while the script ran, and can now be given a new password.
  const key = normaliseIdentifier(ticket.identifier ?? '')
  const stored = await store.findLogin(tenant.tenant_id, connection.connection_id, key)
  const isSame = stored?.password_hash !== undefined && stored.external_id === profile.external_id
  if (isSame) return changeStored(deps, confirmation, stored.user)
  return { kind: 'conflict', clash: clashOf(result, connection, profile) }
}

function changed(result: UseTicketResult, connection: Connection): Changed {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'used':
      return { kind: 'changed', user: result.user }
    case 'refused':
      return result
    case 'missing':
    case 'no_connection':
    case 'tombstoned':
      return { kind: 'nobody' }
    case 'taken':
    case 'exists':
      return { kind: 'conflict', clash: clashOf(result, connection, undefined) }
  }
}

/** @param external_id of the identity whose previous passwords are compared */
async function judge(
  { store, tenant, passwords }: ConfirmDeps,
  { connection, rules, password }: Confirmation,
  person: Partial<Pick<User, 'email' | 'username' | 'profile' | 'user_metadata'>>,
  external_id: string | undefined,
): Promise<{ kind: 'weak_password'; violation: PasswordViolation } | undefined> {
  const hashes =
    external_id === undefined || rules.history_size === 0
      ? []
      : await store.listPasswordHashes(
          tenant.tenant_id,
          connection.connection_id,
          external_id,
          rules.history_size,
        )
  const { profile, ...names } = person
  const violation = await checkNewPassword(
    rules,
    password,
    { ...profile, ...names },
    hashes.map((hash) => (typed: string) => passwords.verify(tenant.tenant_id, hash, typed)),
  )
  return violation && { kind: 'weak_password', violation }
}

import type { Clock } from '../../common/clock.ts'
import type { Passwords } from '../../password/hash.ts'
import type { CreateUserResult, Store, StoredLogin } from '../../store/contract.ts'
import { findWay } from '../decision/decide.ts'
import { findByName } from '../identifiers/aliases.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import { keepsTombstones, modeOf } from '../mode/mode.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'
import { askScript } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import { noteMigrationFailure, noteRefused } from '../script/findings.ts'
import { createCoalescer } from './coalesce.ts'
import type { DenialReason } from './denial.ts'
import { refusedAsSomebodyElse, refusedBy, refusedByScript, UNKNOWN } from './denial.ts'
import { createEarlyHash } from './early-hash.ts'
import { createFailureFloor } from './failure-floor.ts'
import { createLoginCounts } from './login-counts.ts'
import { isIdentity, newUser, passOn, refreshOf } from './login-profile.ts'
import type { LoginAttempt, LoginResult } from './login-result.ts'
import { success } from './login-result.ts'
import { noteTrouble } from './note-trouble.ts'
import { confirmOtherName, isAnother } from './other-name.ts'
import { conflict } from './profile-conflict.ts'
import { createStoredCheck } from './stored-check.ts'

/** What the flow needs of the server. */
export interface LoginDeps extends ScriptDeps {
  store: ScriptDeps['store'] &
    Pick<
      Store,
      | 'findLogin'
      | 'findAlias'
      | 'findIdentity'
      | 'isTombstoned'
      | 'createUser'
      | 'addAlias'
      | 'saveCachedLogin'
      | 'replaceHash'
      | 'recordLogin'
    >
  passwords: Passwords
  clock: Clock
}

/** Signs users in. */
export interface LoginFlow {
  /**
   * @throws {StoreUnavailable} the store fails: nobody is signed in without a record, and nobody is told "wrong password"
   * (M9)
   * @throws {ApiError} temporarily_unavailable: too many hashes or runs wait (A10)
   */
  login(attempt: LoginAttempt): Promise<LoginResult>
  /** Waits until the logins so far are counted in the store, so that a user who is read after an answer includes them. */
  settled(): Promise<void>
}

type Arrived = Extract<ScriptAnswer, { kind: 'profile' }>
type Held = Extract<CreateUserResult, { kind: 'exists' }>

/** The result that simultaneous attempts with the same credentials share. */
type Shared = LoginResult | { kind: 'stored_meanwhile' }

interface Typed extends LoginAttempt {
  /** Passed to scripts. */
  trimmed: string
  /** Looked up in the store. */
  key: string
}

/** Creates the flow with its own records of logins under way and of failure times. */
export function createLoginFlow(deps: LoginDeps): LoginFlow {
  const { store, passwords, log } = deps
  const coalescer = createCoalescer<Shared>()
  const floor = createFailureFloor(deps.clock)
  const counts = createLoginCounts(deps)
  const { denied, verifyStored } = createStoredCheck(deps, counts)

  const find = (typed: Typed): Promise<StoredLogin | undefined> => findByName(store, typed)

  /** Whether the typed name finds a user with a password, other than by the further sign-in name of `held`. */
  async function isStoredFor(typed: Typed, held: object | undefined): Promise<boolean> {
    const stored = await find(typed)
    return stored?.password_hash !== undefined && !(held && stored.by_alias)
  }

  /** Verifies a stored user. Only about another user, whose own name an alias is, the script is asked again (M1). */
  async function verifyKnown(typed: Typed, stored: StoredLogin): Promise<LoginResult> {
    const result = await verifyStored(typed, stored)
    const isWrong = result.kind === 'denied' && stored.password_hash !== undefined
    if (!isWrong || !stored.by_alias || modeOf(typed.connection) !== 'import') return result
    const { reason } = result
    return await shared(typed, () => migrate(typed, { external_id: stored.external_id, reason }))
  }

  /** Shares the script's answer with all simultaneous attempts with the same credentials (M6). */
  async function shared(typed: Typed, work: () => Promise<Shared>): Promise<LoginResult> {
    const { tenant_id, connection, key, trimmed, password } = typed
    const { result, first } = await coalescer.share(
      [tenant_id, connection.connection_id, key],
      [String(connection.revision), trimmed, password],
      work,
    )
    if (result.kind === 'stored_meanwhile') {
      const stored = await find(typed)
      return stored ? verifyKnown(typed, stored) : denied(typed, UNKNOWN)
    }
    if (result.kind !== 'success' || first) return result
    const { passed_on = {} } = result
    const user = passOn(counts.count(tenant_id, result.user, typed.ip), passed_on)
    return { kind: 'success', user, migrated: false, passed_on }
  }

  async function ask(typed: Typed, on_begun?: () => void): Promise<ScriptAnswer> {
    const { tenant_id, connection, trimmed: identifier, password } = typed
    const answer = await askScript(deps, {
      tenant_id,
      connection,
      action: 'login',
      typed: { identifier, password },
      purpose: 'login',
      ...(typed.context && { context: { ...typed.context } }),
      ...(on_begun && { on_begun }),
    })
    if (answer.kind === 'none') floor.observe(connection.connection_id, answer.duration_ms)
    return answer
  }

  /**
   * Import mode, user not stored yet: the script verifies the password, and the user is stored before the answer.
   *
   * @param held the identity that has the typed name as a further sign-in name, and another password: emails and usernames
   *   outrank such names, so the script's yes counts for another user, whose own name it is
   */
  async function migrate(
    typed: Typed,
    held?: { external_id: string; reason: DenialReason },
  ): Promise<Shared> {
    // Another attempt may have stored the user while this one waited for its turn.
    if (await isStoredFor(typed, held)) return { kind: 'stored_meanwhile' }
    const early = createEarlyHash(passwords, typed.tenant_id, typed.password)
    const answer = await ask(typed, held ? undefined : early.begin)
    if (held && !isAnother(answer, held.external_id)) return { kind: 'denied', reason: held.reason }
    // A denial takes as long as verifying the password of a stored user (A2).
    const refused = async (reason: DenialReason): Promise<LoginResult> => {
      await early.take()
      return { kind: 'denied', reason }
    }
    noteTrouble(deps, typed, answer)
    if (answer.kind === 'none') return refused(refusedByScript(answer))
    if (answer.kind === 'failed') {
      const mismatch = refusedAsSomebodyElse(typed.trimmed, answer)
      if (mismatch) return refused(mismatch)
    }
    if (answer.kind !== 'profile') {
      early.drop()
      return answer
    }
    if (answer.other_name) {
      const name = await confirmOtherName(deps, typed, answer)
      if (name.kind === 'unavailable') {
        early.drop()
        noteTrouble(deps, typed, name)
        return name
      }
      if (name.kind === 'denied') {
        noteMigrationFailure(deps, typed, 'profile_mismatch', { run_id: answer.run_id, purpose: 'login' })
        return refused(name.reason)
      }
    }
    const password_hash = await early.take()
    const result = await store.createUser(typed.tenant_id, {
      ...newUser(typed.connection, answer.profile, typed.ip),
      password_hash,
      ...(answer.other_name && { alias_key: typed.key }),
      migrated_by: 'login',
      migrated_version: typed.connection.revision,
      run_id: answer.run_id,
      unless_tombstoned: keepsTombstones(typed.connection),
    })
    switch (result.kind) {
      case 'created':
        log.info('user_migrated', {
          tenant_id: typed.tenant_id,
          connection_id: typed.connection.connection_id,
          run_id: answer.run_id,
        })
        // The cached profile that became this user may have been blocked (M2).
        if (result.user.blocked) return { kind: 'blocked', run_id: answer.run_id }
        return success(result.user, answer, true)
      case 'exists':
        // The loser of a race reads again and verifies the stored hash (M7). Without a hash under the typed identifier, the
        // clash is with another user, or with a cached profile of another id: neither is touched (M3, M4).
        if (await isStoredFor(typed, held)) return { kind: 'stored_meanwhile' }
        if (answer.other_name) return enterByOtherName(typed, answer, result)
        return conflict(deps, typed, answer, result)
      // The user may have been deleted while the script ran.
      case 'tombstoned':
        noteRefused(deps, typed, 'deleted', { run_id: answer.run_id, purpose: 'login' })
        return { kind: 'denied', reason: { code: 'deleted', run_id: answer.run_id } }
      case 'no_connection':
        return { kind: 'denied', reason: UNKNOWN }
    }
  }

  /** Legacy mode: the script decides at each login; the stored profile is a cache without a hash. */
  async function relay(typed: Typed, known: StoredLogin | undefined): Promise<Shared> {
    const answer = await ask(typed)
    if (answer.kind === 'none') return denied(typed, refusedByScript(answer))
    if (answer.kind !== 'profile') return answer
    const { profile } = answer
    const result = await store.saveCachedLogin(
      typed.tenant_id,
      { ...newUser(typed.connection, profile, typed.ip), made_by: 'legacy_login' },
      refreshOf(typed.connection, profile, known?.user),
    )
    switch (result.kind) {
      case 'created':
      case 'refreshed':
        if (result.user.blocked) return { kind: 'blocked', run_id: answer.run_id }
        return success(result.user, answer, false)
      case 'exists':
        // Stored with a hash while the connection was in import mode: the same user, whose record stays.
        if (!isIdentity(result.existing, typed.connection, profile))
          return conflict(deps, typed, answer, result)
        if (result.existing.blocked) return { kind: 'blocked', run_id: answer.run_id }
        return success(counts.count(typed.tenant_id, result.existing, typed.ip), answer, false)
      case 'tombstoned':
      case 'no_connection':
        return { kind: 'denied', reason: UNKNOWN }
    }
  }

  /** A user who is in Ferry needs the password there, by whatever name: the script's yes does not count. */
  async function enterByOtherName(typed: Typed, answer: Arrived, held: Held): Promise<LoginResult> {
    const { tenant_id, connection, key } = typed
    const { external_id } = answer.profile
    const stored = await store.findIdentity(tenant_id, connection.connection_id, external_id)
    if (stored?.password_hash === undefined) return conflict(deps, typed, answer, held)
    const result = await verifyStored(typed, stored)
    if (result.kind === 'success') await store.addAlias(tenant_id, connection.connection_id, external_id, key)
    return result
  }

  async function follow(typed: Typed): Promise<LoginResult> {
    const { way, stored } = await findWay(deps, typed, typed.found)
    switch (way.kind) {
      case 'verify':
        return stored ? verifyKnown(typed, stored) : denied(typed, UNKNOWN)
      case 'refuse':
        if (modeOf(typed.connection) === 'import' && (way.why === 'deleted' || way.why === 'blocked')) {
          noteRefused(deps, typed, way.why, { run_id: undefined, purpose: 'login' })
        }
        return denied(typed, refusedBy(way, stored))
      case 'ask_and_store':
        return shared(typed, () => migrate(typed))
      case 'ask_and_relay':
        return shared(typed, () => relay(typed, stored))
    }
  }

  return {
    async login(attempt) {
      const trimmed = attempt.identifier.trim()
      const result = await follow({ ...attempt, trimmed, key: normaliseIdentifier(trimmed) })
      if (result.kind === 'denied') await floor.hold(attempt.connection.connection_id, attempt.started_at)
      return result
    },
    settled: counts.settled,
  }
}

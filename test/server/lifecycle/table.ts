/** The life-cycle matrix: what each operation does, in every mode, to every user, for every answer. @module */
import type { Effect, Operation, Row } from './cells.ts'
import { faults, never, row } from './rows.ts'

const UNKNOWN_THERE = 'whom the legacy store answers for is not unknown to it'
const KNOWN_THERE = 'whom get_user denies is not known to the legacy store'
const NO_LINK = 'nobody has ever been sent a link who is known neither here nor to a script that is asked'
const ACCEPTED = 'a password that the script accepts is not wrong'
const NOT_ASKED = 'only legacy mode runs create, and login as the proof of it'
const NOT_REACHED = 'sign-up ends before: the name is taken here, or get_user knows it'

const HERE = 'local off'
const LOGIN = 'login_email login_username'
const HASHED = 'migrated local_only'
const STORED = 'migrated cached local_only blocked'
const ABSENT = 'unknown legacy_only deleted tombstoned'
/** Whom import mode and legacy mode ask the login script about. */
const UNSTORED = 'unknown legacy_only deleted cached'
const ASKED = `${ABSENT} cached ${HASHED}`

const login: Row[] = [
  // Without customization no script ever runs, and a cached profile has no password.
  row([HERE, LOGIN, HASHED, '*'], '200', '', 'login'),
  row([HERE, LOGIN, 'blocked', '*'], '401 unauthorized', '', 'same'),
  row([HERE, LOGIN, `${ABSENT} cached`, '*'], '403 invalid_grant', '', 'same'),

  // The script decides every time; a stored hash means nothing, and a record with one is never rewritten.
  row(['legacy', LOGIN, 'legacy_only deleted tombstoned', 'profile'], '200', 'login', 'cached'),
  row(['legacy', LOGIN, 'cached', 'profile'], '200', 'login', 'refreshed'),
  row(['legacy', LOGIN, 'migrated', 'profile'], '200', 'login', 'login'),
  never(['legacy', LOGIN, 'unknown local_only', 'profile'], UNKNOWN_THERE),
  row(['legacy', LOGIN, ASKED, 'none'], '403 invalid_grant', 'login', 'same'),
  ...faults('authentication', ['legacy', LOGIN, ASKED], 'login'),
  // M2: refused before the script, and so before the password is known to be right.
  row(['legacy', LOGIN, 'blocked', '*'], '403 invalid_grant', '', 'same'),

  // M1: who is stored with a password is verified here alone.
  row(['import', LOGIN, HASHED, '*'], '200', '', 'login'),
  row(['import', LOGIN, 'blocked', '*'], '401 unauthorized', '', 'same'),
  row(['import', LOGIN, 'tombstoned', '*'], '403 invalid_grant', '', 'same'),
  row(['import', LOGIN, 'legacy_only deleted', 'profile'], '200', 'login', 'migrated'),
  row(['import', LOGIN, 'cached', 'profile'], '200', 'login', 'upgraded'),
  never(['import', LOGIN, 'unknown', 'profile'], UNKNOWN_THERE),
  row(['import', LOGIN, 'unknown legacy_only deleted cached', 'none'], '403 invalid_grant', 'login', 'same'),
  ...faults('authentication', ['import', LOGIN, 'unknown legacy_only deleted cached'], 'login'),
]

/** A password that is right nowhere. Who is stored with another is never asked for at the script (M1). */
const wrong: Row[] = [
  row([HERE, 'login_wrong', '*', '*'], '403 invalid_grant', '', 'same'),
  row(['import', 'login_wrong', `${HASHED} blocked tombstoned`, '*'], '403 invalid_grant', '', 'same'),
  row(['legacy', 'login_wrong', 'blocked', '*'], '403 invalid_grant', '', 'same'),
  row(['import', 'login_wrong', UNSTORED, 'none'], '403 invalid_grant', 'login', 'same'),
  row(['legacy', 'login_wrong', ASKED, 'none'], '403 invalid_grant', 'login', 'same'),
  never(['import', 'login_wrong', UNSTORED, 'profile'], ACCEPTED),
  never(['legacy', 'login_wrong', ASKED, 'profile'], ACCEPTED),
  ...faults('authentication', ['import', 'login_wrong', UNSTORED], 'login'),
  ...faults('authentication', ['legacy', 'login_wrong', ASKED], 'login'),
]

/** Sign-up, and an administrator who makes a user: the same chain. */
function making(
  operation: 'sign_up' | 'post_user',
  family: 'authentication' | 'management',
  made: string,
  taken: string,
): Row[] {
  const create = `${operation}_create`
  const proof = `${operation}_proof`
  const gone = 'unknown deleted tombstoned'
  const all = 'get_user create login'
  return [
    row([HERE, operation, ABSENT, '*'], made, '', 'created'),
    row([HERE, operation, STORED, '*'], taken, '', 'same'),

    row(['import', operation, STORED, '*'], taken, '', 'same'),
    row(['import', operation, gone, 'none'], made, 'get_user', 'created'),
    row(['import', operation, 'legacy_only deleted', 'profile'], taken, 'get_user', 'same'),
    // What the legacy store still says of somebody who was deleted for good counts for nothing.
    row(['import', operation, 'tombstoned', 'profile'], made, 'get_user', 'created'),
    never(['import', operation, 'unknown', 'profile'], UNKNOWN_THERE),
    never(['import', operation, 'legacy_only', 'none'], KNOWN_THERE),
    ...faults(family, ['import', operation, ABSENT], 'get_user'),

    row(['legacy', operation, gone, 'none'], made, all, 'cached_unused'),
    row(
      ['legacy', operation, 'legacy_only deleted tombstoned migrated cached blocked', 'profile'],
      taken,
      'get_user',
      'same',
    ),
    never(['legacy', operation, 'unknown local_only', 'profile'], UNKNOWN_THERE),
    never(['legacy', operation, 'legacy_only', 'none'], KNOWN_THERE),
    // A record here holds its name, whatever the legacy store says.
    row(['legacy', operation, STORED, 'none'], taken, 'get_user', 'same'),
    ...faults(family, ['legacy', operation, '*'], 'get_user'),

    never(['local off import', `${create} ${proof}`, '*', '*'], NOT_ASKED),
    never(['legacy', `${create} ${proof}`, `legacy_only ${STORED}`, '*'], NOT_REACHED),
    // A second argument of create is ignored, even one that cannot be copied.
    row(['legacy', create, gone, 'profile none invalid'], made, all, 'cached_unused'),
    ...faults(family, ['legacy', create, gone], 'get_user create', 'invalid'),
    row(['legacy', proof, gone, 'profile'], made, all, 'cached_unused'),
    row(['legacy', proof, gone, 'none'], '400 script_error', all, 'same'),
    ...faults(family, ['legacy', proof, gone], all),
  ]
}

const BROKEN = 'validation error timeout invalid unavailable'

const reset: Row[] = [
  row([`${HERE} legacy`, 'reset_request', STORED, '*'], '200', '', 'same', true),
  row([HERE, 'reset_request', ABSENT, '*'], '200', '', 'same', false),
  row(
    ['legacy', 'reset_request', 'legacy_only deleted tombstoned', 'profile'],
    '200',
    'get_user',
    'same',
    true,
  ),
  row(['legacy', 'reset_request', 'unknown deleted tombstoned', 'none'], '200', 'get_user', 'same', false),
  row(['legacy', 'reset_request', ABSENT, BROKEN], '200', 'get_user', 'same', false),
  row(['import', 'reset_request', `${HASHED} blocked`, '*'], '200', '', 'same', true),
  row(['import', 'reset_request', 'legacy_only deleted cached', 'profile'], '200', 'get_user', 'same', true),
  row(['import', 'reset_request', 'tombstoned', 'profile'], '200', 'get_user', 'same', false),
  row(
    ['import', 'reset_request', 'unknown deleted tombstoned cached', 'none'],
    '200',
    'get_user',
    'same',
    false,
  ),
  row(['import', 'reset_request', `${ABSENT} cached`, BROKEN], '200', 'get_user', 'same', false),
  never(['legacy import', 'reset_request', 'unknown', 'profile'], UNKNOWN_THERE),
  never(['legacy import', 'reset_request', 'legacy_only', 'none'], KNOWN_THERE),

  row([HERE, 'reset_confirm', STORED, '*'], '200', '', 'password'),
  never([HERE, 'reset_confirm', 'unknown legacy_only', '*'], NO_LINK),
  never(['legacy import', 'reset_confirm', 'unknown', '*'], NO_LINK),
  // The link is older than the deletion.
  row([HERE, 'reset_confirm', 'deleted tombstoned', '*'], '400', '', 'same'),
  row(['import', 'reset_confirm', 'tombstoned', '*'], '400', '', 'same'),

  row(['legacy', 'reset_confirm', STORED, 'profile invalid'], '200', 'change_password', 'password_there'),
  row(
    ['legacy', 'reset_confirm', 'legacy_only deleted tombstoned', 'profile invalid'],
    '200',
    'change_password',
    'same',
  ),
  row(
    ['legacy', 'reset_confirm', `${STORED} legacy_only deleted tombstoned`, 'none'],
    '400',
    'change_password',
    'same',
  ),
  ...faults(
    'page',
    ['legacy', 'reset_confirm', `${STORED} legacy_only deleted tombstoned`],
    'change_password',
    'invalid',
  ),

  // Who is stored with a password needs no script; who is not is stored now, whole, with the new one.
  row(['import', 'reset_confirm', `${HASHED} blocked`, '*'], '200', '', 'password'),
  row(['import', 'reset_confirm', 'legacy_only deleted', 'profile'], '200', 'get_user', 'migrated_by_reset'),
  row(['import', 'reset_confirm', 'cached', 'profile'], '200', 'get_user', 'upgraded_by_reset'),
  row(['import', 'reset_confirm', 'legacy_only deleted cached', 'none'], '400', 'get_user', 'same'),
  ...faults('page', ['import', 'reset_confirm', 'legacy_only deleted cached'], 'get_user'),
]

const PATCHES =
  'patch_email patch_username patch_verified patch_password patch_name patch_metadata patch_blocked'
const TAKEN = '400 auth0_idp_error'
const NOT_HERE = '400 operation_not_supported'

/** A change that legacy mode hands to a script. */
function relayed(operation: Operation, script: string, effect: Effect): Row[] {
  return [
    row(['legacy', operation, STORED, 'profile invalid'], '200', script, effect),
    row(['legacy', operation, STORED, 'none'], '400 script_error', script, 'same'),
    ...faults('management', ['legacy', operation, STORED], script, 'invalid'),
  ]
}

/** A new name: in import mode the legacy store must not know it either. */
function renaming(operation: Operation, effect: Effect): Row[] {
  return [
    row([HERE, operation, STORED, '*'], '200', '', effect),
    row(['import', operation, STORED, 'none'], '200', 'get_user', effect),
    row(['import', operation, STORED, 'profile'], TAKEN, 'get_user', 'same'),
    ...faults('management', ['import', operation, STORED], 'get_user'),
  ]
}

const patch: Row[] = [
  // There is no such user; nobody is asked.
  row(['*', PATCHES, ABSENT, '*'], '404 inexistent_user', '', 'same'),
  ...renaming('patch_email', 'email'),
  ...relayed('patch_email', 'change_email', 'email'),
  ...renaming('patch_username', 'username'),
  row(['legacy', 'patch_username', STORED, '*'], NOT_HERE, '', 'same'),
  row([`${HERE} import`, 'patch_verified', STORED, '*'], '200', '', 'verified'),
  ...relayed('patch_verified', 'change_email', 'verified'),
  row([`${HERE} import`, 'patch_password', STORED, '*'], '200', '', 'password'),
  ...relayed('patch_password', 'change_password', 'password_there'),
  row([`${HERE} import`, 'patch_name', STORED, '*'], '200', '', 'name'),
  row(['legacy', 'patch_name', STORED, '*'], NOT_HERE, '', 'same'),
  row(['*', 'patch_metadata', STORED, '*'], '200', '', 'metadata'),
  row(['*', 'patch_blocked', STORED, '*'], '200', '', 'blocked'),
]

const others: Row[] = [
  never(['*', 'verify_link', 'unknown legacy_only', '*'], 'a verification link is for a user who is stored'),
  // The link is older than the deletion.
  row(['*', 'verify_link', 'deleted tombstoned', '*'], '400', '', 'same'),
  row([`${HERE} import`, 'verify_link', STORED, '*'], '200', '', 'verified'),
  // The script has done it; the profile says so when login returns it.
  row(['legacy', 'verify_link', STORED, 'profile invalid'], '200', 'verify', 'same'),
  row(['legacy', 'verify_link', STORED, 'none'], '400', 'verify', 'same'),
  ...faults('page', ['legacy', 'verify_link', STORED], 'verify', 'invalid'),

  row(['*', 'delete delete_by_email', ABSENT, '*'], '204', '', 'same'),
  row([`${HERE} import`, 'delete delete_by_email', STORED, '*'], '204', '', 'removed'),
  row(['legacy', 'delete delete_by_email', STORED, 'profile none invalid'], '204', 'delete', 'removed'),
  ...faults('management', ['legacy', 'delete delete_by_email', STORED], 'delete', 'invalid'),

  row(['*', 'search', STORED, '*'], '200', '', 'same', true),
  row(['*', 'search', ABSENT, '*'], '200', '', 'same', false),
]

/** Every cell is in exactly one row. @see the contract's life-cycle matrix, and the design where that leaves a choice */
export const TABLE: readonly Row[] = [
  ...login,
  ...wrong,
  ...making('sign_up', 'authentication', '200', '400 user_exists'),
  ...making('post_user', 'management', '201', '409 auth0_idp_error'),
  ...reset,
  ...patch,
  ...others,
]

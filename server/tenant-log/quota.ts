/** Quotas of the tenant's log. @module */
import type { LogQuota } from '../store/contract.ts'
import type { LogType } from './types.ts'

/**
 * The quota by type, unless a stranger caused the entry. `strangers`: unauthenticated callers, and callers that anybody can
 * become. A missing type does not compile.
 */
const QUOTAS: { readonly [type in LogType]: LogQuota } = {
  sapi: 'audit',
  fapi: 'audit',
  sdu: 'audit',
  fdu: 'audit',
  ublkdu: 'audit',
  w: 'audit',
  // At most one an hour for each connection, and a flood of strangers' entries must not hide it.
  limit_spray: 'audit',
  limit_undone: 'audit',
  s: 'people',
  ssa: 'people',
  scoa: 'people',
  slo: 'people',
  oidc_backchannel_logout_succeeded: 'people',
  oidc_backchannel_logout_failed: 'people',
  scp: 'people',
  sce: 'people',
  scu: 'people',
  sv: 'people',
  sepft: 'people',
  seccft: 'people',
  seacft: 'people',
  sede: 'people',
  fdecc: 'people',
  sertft: 'people',
  srrt: 'people',
  smu: 'people',
  f: 'strangers',
  fp: 'strangers',
  fu: 'strangers',
  fsa: 'strangers',
  fcoa: 'strangers',
  flo: 'strangers',
  // Everyone can sign up.
  ss: 'strangers',
  fs: 'strangers',
  fcp: 'strangers',
  scpr: 'strangers',
  fcpr: 'strangers',
  fce: 'strangers',
  fcu: 'strangers',
  fv: 'strangers',
  svr: 'strangers',
  fvr: 'strangers',
  fepft: 'strangers',
  feccft: 'strangers',
  feacft: 'strangers',
  fede: 'strangers',
  fertft: 'strangers',
  ferrt: 'strangers',
  limit_wc: 'strangers',
  limit_sul: 'strangers',
  limit_mu: 'strangers',
  api_limit: 'strangers',
  fn: 'strangers',
  fmu: 'strangers',
}

/**
 * Entries of one kind in a minute that are recorded one by one; further ones are only counted. Actions of members and
 * clients are always recorded one by one.
 */
const ONE_BY_ONE: { readonly [quota in LogQuota]: number } = { audit: 100, people: 60, strangers: 10 }

/** @param by_stranger an unauthenticated caller caused the entry, although its type is for authenticated ones */
export function quotaOf(type: LogType, by_stranger = false): LogQuota {
  return by_stranger ? 'strangers' : QUOTAS[type]
}

/** @returns how many entries of one kind and minute are recorded one by one */
export function recordedOneByOne(type: string, quota: LogQuota): number {
  return type === 'sapi' && quota === 'audit' ? Number.POSITIVE_INFINITY : ONE_BY_ONE[quota]
}

/** Whose room in the tenant's log an entry takes. @module */

import type { LogQuota } from '../store/contract.ts'
import type { LogType } from './types.ts'

/**
 * By type, unless a stranger caused the entry: `strangers` are those who have shown no right to anything, or may come as they
 * like. A type that is missing here does not compile.
 */
const QUOTAS: { readonly [type in LogType]: LogQuota } = {
  sapi: 'audit',
  fapi: 'audit',
  sdu: 'audit',
  fdu: 'audit',
  ublkdu: 'audit',
  w: 'audit',
  // At most one an hour of a connection, and a flood of strangers must not hide it.
  limit_spray: 'audit',
  limit_undone: 'audit',
  s: 'people',
  scp: 'people',
  sce: 'people',
  scu: 'people',
  sv: 'people',
  sepft: 'people',
  seccft: 'people',
  sertft: 'people',
  srrt: 'people',
  smu: 'people',
  f: 'strangers',
  fp: 'strangers',
  fu: 'strangers',
  // Sign-up is open to whoever comes.
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
 * Entries of one kind and minute that are recorded one by one; of more only the number is. What a member or a client did is
 * never summed up.
 */
const ONE_BY_ONE: { readonly [quota in LogQuota]: number } = { audit: 100, people: 60, strangers: 10 }

/** @param by_stranger somebody who has not shown who they are caused an entry of a type that is not for strangers */
export function quotaOf(type: LogType, by_stranger = false): LogQuota {
  return by_stranger ? 'strangers' : QUOTAS[type]
}

/** @returns how many entries of one kind and minute are recorded one by one */
export function recordedOneByOne(type: string, quota: LogQuota): number {
  return type === 'sapi' && quota === 'audit' ? Number.POSITIVE_INFINITY : ONE_BY_ONE[quota]
}

/** What a login script can ask. @module */

/** Kinds of legacy stores, and `http` for a web service in front of one. */
export const STORE_KINDS = [
  'mysql',
  'postgresql',
  'mongodb',
  'sqlserver',
  'oracle',
  'ldap',
  'redis',
  'http',
  'other',
] as const

/** One of them. */
export type StoreKind = (typeof STORE_KINDS)[number]

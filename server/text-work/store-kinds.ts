/** The kinds of legacy stores. @module */

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

/** One kind of legacy store. */
export type StoreKind = (typeof STORE_KINDS)[number]

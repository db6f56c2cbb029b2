/** What a connection's login script asks. @module */

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
type StoreKind = (typeof STORE_KINDS)[number]

/** Modules of each, and the globals of the first sandbox. The first that matches counts. */
const SIGNS: readonly (readonly [StoreKind, modules: string, globals?: string])[] = [
  ['mysql', 'mysql2?', 'mysql'],
  ['postgresql', 'pg', 'postgres|pg'],
  ['mongodb', 'mongodb', 'mongo'],
  ['sqlserver', 'mssql|tedious', 'sqlserver'],
  ['oracle', 'oracledb'],
  ['ldap', 'ldapts'],
  ['redis', 'redis'],
  ['http', 'request|axios|(?:node:)?https?', 'request|axios|fetch'],
]

const PATTERNS = SIGNS.map(([kind, modules, globals]) => {
  const signs = [
    `\\brequire\\(\\s*['"\`](?:${modules})(?:[@/][^'"\`]*)?['"\`]`,
    // As knex is told.
    `\\bclient:\\s*['"](?:${modules})['"]`,
    ...(globals === undefined ? [] : [`(?<![\\w.$])(?:${globals})(?:\\.\\w+)?\\(`]),
  ]
  return [kind, new RegExp(signs.join('|'))] as const
})

/**
 * Told from the text, without parsing it: 500 scripts are looked at for one list.
 *
 * @returns `other` for a script that asks none of the kinds; undefined without a script
 */
export function storeKindOf(login_source: string | undefined): StoreKind | undefined {
  const code = (login_source ?? '').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  if (code.trim() === '') return undefined
  return PATTERNS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other'
}

/** The kind of store that a login script asks. @module */

import type { StoreKind } from './store-kinds.ts'

/** Modules of each kind, and the globals of Auth0's first sandbox. The first match counts. */
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
    // Names of the clients in knex.
    `\\bclient:\\s*['"](?:${modules})['"]`,
    ...(globals === undefined ? [] : [`(?<![\\w.$])(?:${globals})(?:\\.\\w+)?\\(`]),
  ]
  return [kind, new RegExp(signs.join('|'))] as const
})

/**
 * Reads the kind from the text, without parsing it.
 *
 * @returns `other` for a script that asks none of the kinds; undefined without a script
 */
export function storeKindOf(login_source: string | undefined): StoreKind | undefined {
  const code = withoutComments(login_source ?? '')
  if (code.trim() === '') return undefined
  return PATTERNS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other'
}

/** Comment blocks, and lines that are only a comment. */
function withoutComments(source: string): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const start = source.indexOf('/*', at)
    const end = start < 0 ? -1 : source.indexOf('*/', start + 2)
    if (end < 0) break
    parts.push(source.slice(at, start))
    at = end + 2
  }
  parts.push(source.slice(at))
  return parts
    .join('')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n')
}

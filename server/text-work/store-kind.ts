/** What a connection's login script asks. @module */

import type { StoreKind } from './store-kinds.ts'

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
 * Told from the text, without parsing it.
 *
 * @returns `other` for a script that asks none of the kinds; undefined without a script
 */
export function storeKindOf(login_source: string | undefined): StoreKind | undefined {
  const code = withoutComments(login_source ?? '')
  if (code.trim() === '') return undefined
  return PATTERNS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other'
}

/** Blocks, and lines that are nothing else. */
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

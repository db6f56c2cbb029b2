/** The part of Auth0's search grammar that is understood: quoted fields joined by AND, or plain words. @module */
import { ApiError } from '../../errors.ts'
import type { UserFilter } from '../../store/contract.ts'

/** A filter whose connection is still a name. */
export type UserQuery = Pick<UserFilter, 'email' | 'user_id' | 'contains'> & { connection?: string }

const FIELDS: { readonly [field: string]: 'email' | 'user_id' | 'connection' } = {
  email: 'email',
  user_id: 'user_id',
  'identities.connection': 'connection',
}

/** @throws {ApiError} invalid_query_string for anything else, with what is supported */
export function parseUserQuery(q: string): UserQuery {
  const text = q.trim()
  if (text === '') return {}
  if (!/[:"*?~()[\]{}]|(?:^|\s)(?:AND|OR|NOT)(?:\s|$)|^[-+!]/.test(text)) return { contains: text }
  const query: UserQuery = {}
  let rest = text
  for (;;) {
    const [term, name = '', quoted, bare] =
      /^([\w.]+):(?:"((?:[^"\\]|\\.)*)"|([^\s"*?~()[\]{}]+))/.exec(rest) ?? []
    const field = FIELDS[name]
    if (term === undefined || field === undefined || query[field] !== undefined) throw unsupported()
    query[field] = quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1')
    rest = rest.slice(term.length)
    if (rest === '') return query
    const and = /^\s+AND\s+/.exec(rest)?.[0]
    if (and === undefined) throw unsupported()
    rest = rest.slice(and.length)
  }
}

function unsupported(): ApiError {
  return new ApiError(
    'invalid_query_string',
    'Query validation error: \'q\' is supported in the forms email:"…", user_id:"…", identities.connection:"…", these ' +
      'joined by AND, or plain words that are looked for in e-mail, username, name and id',
  )
}

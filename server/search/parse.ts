/**
 * The grammar of Auth0's search engine v3: Lucene's, without weights and fuzziness:
 *
 *     query   = or
 *     or      = and { "OR" and }
 *     and     = unary { [ "AND" ] unary }
 *     unary   = ( "NOT" | "-" | "!" | "+" ) unary | primary
 *     primary = "(" or ")" | field ":" value | word | "text"
 *     value   = word | "text" | [low TO high] | {low TO high} | >n | >=n | <n | <=n | "(" or ")"
 *
 * @module
 */
import type { SearchNode } from '../store/contract.ts'
import type { FieldTable, FoundField } from './fields.ts'
import { findField } from './fields.ts'
import { SearchSyntaxError } from './syntax-error.ts'
import { testOf } from './tests.ts'
import type { Token } from './tokens.ts'
import { tokenise } from './tokens.ts'

const MOST_TERMS = 50
const MOST_DEPTH = 10

/** A query that matches everything. */
export const ANYTHING: SearchNode = { kind: 'and', parts: [] }

/**
 * @param query as typed; an empty one matches everything
 * @throws {SearchSyntaxError} with the position and what to change
 */
export function parseSearch(query: string, fields: FieldTable): SearchNode {
  const tokens = tokenise(query)
  let position = 0
  let terms = 0
  let depth = 0

  const peek = (): Token => tokens[position] ?? { kind: 'end', at: query.length }
  const take = (): Token => {
    const token = peek()
    position += 1
    return token
  }

  /** @param field of values inside `field:( … )` */
  function or(field: FoundField | undefined): SearchNode {
    const parts = [and(field)]
    while (peek().kind === 'or') {
      take()
      parts.push(and(field))
    }
    return many('or', parts)
  }

  function and(field: FoundField | undefined): SearchNode {
    const parts = [unary(field)]
    for (;;) {
      const { kind } = peek()
      if (kind === 'and') take()
      else if (kind === 'or' || kind === ')' || kind === 'end') return many('and', parts)
      parts.push(unary(field))
    }
  }

  function unary(field: FoundField | undefined): SearchNode {
    const token = peek()
    if (token.kind !== 'not' && token.kind !== 'must') return primary(field)
    take()
    return nested(token, () => {
      const part = unary(field)
      return token.kind === 'not' ? { kind: 'not', part } : part
    })
  }

  function primary(field: FoundField | undefined): SearchNode {
    const token = take()
    switch (token.kind) {
      case '(':
        return group(token, field)
      case 'field':
        if (field)
          throw new SearchSyntaxError(token.at, 'a field cannot be inside the brackets of another field')
        return token.name === '_exists_' ? exists(take()) : value(fieldOf(token, token.name), take())
      case 'quoted':
      case 'word':
      case 'range':
      case 'compare':
        return value(field, token)
      case ')':
        throw new SearchSyntaxError(token.at, 'this bracket was never opened, or there is nothing before it')
      case 'and':
      case 'or':
        throw new SearchSyntaxError(
          token.at,
          'there is nothing before this AND or OR: write such words in quotation marks',
        )
      case 'end':
        throw new SearchSyntaxError(token.at, 'the query ends where a condition is expected')
      case 'not':
      case 'must':
        throw new SearchSyntaxError(token.at, 'this operator has nothing after it')
    }
  }

  function group(opening: Token, field: FoundField | undefined): SearchNode {
    return nested(opening, () => {
      const inner = or(field)
      if (take().kind !== ')') throw new SearchSyntaxError(opening.at, 'this bracket is never closed')
      return inner
    })
  }

  /** Most levels of nesting: bounds the stack here and in the database. */
  function nested(token: Token, read: () => SearchNode): SearchNode {
    depth += 1
    if (depth > MOST_DEPTH)
      throw new SearchSyntaxError(token.at, `at most ${MOST_DEPTH} levels of brackets and negations`)
    const node = read()
    depth -= 1
    return node
  }

  function value(field: FoundField | undefined, token: Token): SearchNode {
    if (token.kind === '(' && field) return group(token, field)
    terms += 1
    if (terms > MOST_TERMS) throw new SearchSyntaxError(token.at, `at most ${MOST_TERMS} conditions`)
    return field
      ? { kind: 'field', field: field.name, path: field.path, test: testOf(field, token) }
      : { kind: 'word', text: wordOf(token) }
  }

  function exists(token: Token): SearchNode {
    terms += 1
    const name = token.kind === 'word' || token.kind === 'quoted' ? wordOf(token) : ''
    const { name: field, path } = fieldOf(token, name)
    return { kind: 'field', field, path, test: { kind: 'exists' } }
  }

  function fieldOf(token: Token, name: string): FoundField {
    const found = findField(fields, name)
    if (found) return found
    const names = Object.entries(fields).map(([known, { kind }]) => (kind === 'json' ? `${known}.…` : known))
    throw new SearchSyntaxError(token.at, `there is no such field: use one of ${names.join(', ')}`)
  }

  if (peek().kind === 'end') return ANYTHING
  const node = or(undefined)
  const rest = take()
  if (rest.kind !== 'end') throw new SearchSyntaxError(rest.at, 'this bracket was never opened')
  return node
}

function many(kind: 'and' | 'or', parts: SearchNode[]): SearchNode {
  const [only] = parts
  return only && parts.length === 1 ? only : { kind, parts }
}

/** A bare word matches anywhere in a text, so stars around it change nothing. */
function wordOf(token: Token): string {
  if (token.kind === 'quoted' && token.text !== '') return token.text
  if (token.kind === 'word') {
    const texts = token.parts.filter((part) => part.kind === 'text')
    const [only] = texts
    if (only && texts.length === 1 && token.parts.every(({ kind }) => kind !== 'one')) return only.text
  }
  throw new SearchSyntaxError(
    token.at,
    'without a field only words and texts are allowed, without wildcards and ranges',
  )
}

/** A query as a list of tokens. @module */
import type { PatternPart } from '../store/contract.ts'
import { SearchSyntaxError } from './syntax-error.ts'

/** Each with the index of its first character. */
export type Token = { at: number } & (
  | { kind: '(' | ')' | 'and' | 'or' | 'not' | 'must' | 'end' }
  /** `name:`; the value is the next token. */
  | { kind: 'field'; name: string }
  | { kind: 'quoted'; text: string }
  | { kind: 'word'; parts: PatternPart[] }
  /** `[low TO high}`; an undefined end is open. */
  | {
      kind: 'range'
      low: string | undefined
      high: string | undefined
      low_inclusive: boolean
      high_inclusive: boolean
    }
  | { kind: 'compare'; sign: '>' | '>=' | '<' | '<='; value: string }
)

const OPERATORS: { readonly [word: string]: 'and' | 'or' | 'not' } = {
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  '&&': 'and',
  '||': 'or',
}

/** All patterns are sticky: they match only at one position. */
const FIELD = /[A-Za-z_][\w-]*(?:\.[\w-]+)*:/y
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y
const RANGE =
  /([[{])\s*("(?:[^"\\]|\\[\s\S])*"|[^\s\]}]+)\s+TO\s+("(?:[^"\\]|\\[\s\S])*"|[^\s\]}]+)\s*([\]}])/y
const COMPARE = /([<>]=?)("(?:[^"\\]|\\[\s\S])*"|[^\s()"]+)/y
const WORD = /(?:\\[\s\S]|[^\s()"\\])+/y

/** @throws {SearchSyntaxError} */
export function tokenise(query: string): Token[] {
  const unusable = query.search(/[\0\p{Cs}]/u)
  if (unusable >= 0) throw new SearchSyntaxError(unusable, 'this character is not allowed')
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(query[at] ?? '')) at += 1
    if (at >= query.length) return [...tokens, { kind: 'end', at }]
    const { token, length } = readToken(query, at, tokens.at(-1)?.kind === 'field')
    tokens.push(token)
    at += length
  }
}

/** A token and its length in characters. */
interface Read {
  token: Token
  length: number
}

/** @param isValue whether the token follows `field:` */
function readToken(query: string, at: number, isValue: boolean): Read {
  const character = query[at] ?? ''
  if (character === '(' || character === ')') return { token: { kind: character, at }, length: 1 }
  if (character === '"') return readQuoted(query, at)
  if (isValue) {
    if (character === '[' || character === '{') return readRange(query, at)
    if (character === '<' || character === '>') return readComparison(query, at)
    return readWord(query, at)
  }
  if (character === '-' || character === '!') return { token: { kind: 'not', at }, length: 1 }
  if (character === '+') return { token: { kind: 'must', at }, length: 1 }
  const [field] = matchAt(FIELD, query, at)
  if (field !== undefined) {
    return { token: { kind: 'field', name: field.slice(0, -1), at }, length: field.length }
  }
  const [word = ''] = matchAt(WORD, query, at)
  const operator = Object.hasOwn(OPERATORS, word) ? OPERATORS[word] : undefined
  return operator ? { token: { kind: operator, at }, length: word.length } : readWord(query, at)
}

function matchAt(pattern: RegExp, query: string, at: number): readonly (string | undefined)[] {
  // A new RegExp, because a shared sticky one keeps its position.
  const sticky = new RegExp(pattern)
  sticky.lastIndex = at
  return sticky.exec(query) ?? []
}

function readQuoted(query: string, at: number): Read {
  const [whole, text = ''] = matchAt(QUOTED, query, at)
  if (whole === undefined) throw new SearchSyntaxError(at, 'this quotation mark is never closed')
  const end = at + whole.length
  if (/[~^]/.test(query[end] ?? '')) {
    throw new SearchSyntaxError(end, 'fuzzy search and weights are not supported')
  }
  return { token: { kind: 'quoted', text: withoutEscapes(text), at }, length: whole.length }
}

function readRange(query: string, at: number): Read {
  const [whole, open, low = '', high = '', close] = matchAt(RANGE, query, at)
  if (whole === undefined) {
    throw new SearchSyntaxError(
      at,
      'a range is written [low TO high], with { or } for a bound that is left out',
    )
  }
  const token: Token = {
    kind: 'range',
    low: boundOf(low),
    high: boundOf(high),
    low_inclusive: open === '[',
    high_inclusive: close === ']',
    at,
  }
  return { token, length: whole.length }
}

function readComparison(query: string, at: number): Read {
  const [whole, sign, value = ''] = matchAt(COMPARE, query, at)
  if (whole === undefined || (sign !== '>' && sign !== '>=' && sign !== '<' && sign !== '<=')) {
    throw new SearchSyntaxError(at, 'a comparison needs a value, such as logins_count:>=10')
  }
  return { token: { kind: 'compare', sign, value: boundOf(value) ?? '*', at }, length: whole.length }
}

function readWord(query: string, at: number): Read {
  const [whole] = matchAt(WORD, query, at)
  if (whole === undefined) {
    throw new SearchSyntaxError(at, 'a backslash must stand before the character that it escapes')
  }
  const before = /^(?:\\[\s\S]|[^\\~^[\]{}])*/.exec(whole)?.[0] ?? ''
  if (before.length < whole.length) {
    throw new SearchSyntaxError(
      at + before.length,
      'this character has no meaning here: write the text in quotation marks, or a backslash before the character',
    )
  }
  return { token: { kind: 'word', parts: partsOf(whole), at }, length: whole.length }
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1')
}

function boundOf(text: string): string | undefined {
  if (text === '*') return undefined
  return withoutEscapes(text.startsWith('"') ? text.slice(1, -1) : text)
}

/** `jo\*n*` → the text `jo*n`, then anything. */
function partsOf(word: string): PatternPart[] {
  const parts: PatternPart[] = []
  for (const [piece] of word.matchAll(/\\[\s\S]|[\s\S]/gu)) {
    const last = parts.at(-1)
    if (piece === '*') {
      if (last?.kind !== 'many') parts.push({ kind: 'many' })
    } else if (piece === '?') parts.push({ kind: 'one' })
    else if (last?.kind === 'text')
      parts[parts.length - 1] = { kind: 'text', text: last.text + withoutEscapes(piece) }
    else parts.push({ kind: 'text', text: withoutEscapes(piece) })
  }
  return parts
}

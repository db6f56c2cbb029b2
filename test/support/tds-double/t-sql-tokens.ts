/** T-SQL cut into tokens. @module */
import { decode1252, encode1252 } from './bytes.ts'
import { SqlFault } from './faults.ts'

/** A token. `text` of a name is without its brackets, of a string without its quotes. */
export interface Token {
  kind: 'word' | 'name' | 'string' | 'number' | 'binary' | 'variable' | 'symbol'
  text: string
}

const PATTERNS: readonly [kind: Token['kind'] | 'space', pattern: RegExp][] = [
  ['space', /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y],
  ['string', /[Nn]?'(?:[^']|'')*'/y],
  ['name', /\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*"/y],
  ['variable', /@@?[\p{L}_][\p{L}\p{N}_@$#]*/uy],
  ['binary', /0[xX][0-9a-fA-F]*/y],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_#][\p{L}\p{N}_@$#]*/uy],
  ['symbol', /<>|!=|<=|>=|[-+*/%=<>(),.;&|^~]/y],
]

/** @throws {SqlFault} 102 or 105 for what is no token */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < sql.length) {
    const found = PATTERNS.map(([kind, pattern]) => {
      pattern.lastIndex = at
      return { kind, text: pattern.exec(sql)?.[0] }
    }).find(({ text }) => text !== undefined)
    if (!found?.text) {
      const rest = sql.slice(at, at + 20)
      if (/^N?'/i.test(rest))
        throw new SqlFault(105, 15, 'Unclosed quotation mark after the character string.')
      throw new SqlFault(102, 15, `Incorrect syntax near '${rest}'.`)
    }
    at += found.text.length
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: bare(found.kind, found.text) })
  }
  return tokens
}

function bare(kind: Token['kind'], text: string): string {
  if (kind === 'string') {
    const national = !text.startsWith("'")
    const value = text.slice(national ? 2 : 1, -1).replaceAll("''", "'")
    // Without N a string is of the server's code page: what that lacks is lost.
    return national ? value : decode1252(encode1252(value))
  }
  if (kind === 'name')
    return text.slice(1, -1).replaceAll(text.startsWith('[') ? ']]' : '""', text.at(-1) ?? '')
  return text
}

/** @returns whether the token is one of these words, given in upper case */
export function isWord(token: Token | undefined, ...words: string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toUpperCase())
}

/** @returns whether the token is this symbol */
export function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.text === symbol
}

/** @returns the index after the bracket that closes the one at `open` */
export function afterBracket(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (isSymbol(tokens[at], '(')) depth += 1
    if (isSymbol(tokens[at], ')')) depth -= 1
    if (depth === 0) return at + 1
  }
  throw new SqlFault(102, 15, "Incorrect syntax near '('.")
}

/** Cuts at the commas that are in no brackets. */
export function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth += 1
    if (isSymbol(token, ')')) depth -= 1
    if (depth === 0 && isSymbol(token, ',')) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** A symbol that we put in. */
export const symbol = (text: string): Token => ({ kind: 'symbol', text })

/** A word that we put in. */
export const word = (text: string): Token => ({ kind: 'word', text })

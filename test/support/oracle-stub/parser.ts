/** The expressions of the stub's SQL. @module */
import { refuse } from './faults.ts'

/** An expression. Names of columns are upper case unless they were quoted. */
export type Expression =
  | { kind: 'value'; value: string | number | null }
  | { kind: 'column'; name: string }
  | { kind: 'bind'; name: string; position: number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'not'; of: Expression }
  | { kind: 'is_null'; of: Expression }
  | { kind: 'in'; of: Expression; values: Expression[] }

/** A token: `text` of a string is without quotes, of a word in upper case. */
interface Token {
  kind: 'word' | 'name' | 'string' | 'number' | 'bind' | 'symbol' | 'end'
  text: string
}

/** Reads a statement from front to end. */
export interface Parser {
  sql: string
  peek(ahead?: number): Token
  next(): Token
  /** Takes these words when they are next. */
  accept(...words: string[]): boolean
  /** @throws when something else is next */
  expect(word: string): void
  /** A name of a table or column; a qualifier before it is dropped. */
  name(): string
  expression(): Expression
  /** A list with commas in between. */
  list<T>(item: () => T): T[]
  /** @throws when something is left */
  end(): void
  /** Names of the bind variables so far, in order. */
  binds: string[]
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|('(?:[^']|'')*')|("[^"]+")|(\d+(?:\.\d+)?)|:"?([\p{L}\d_$]+)"?|([\p{L}][\p{L}\d_$#]*)|(<>|!=|\^=|<=|>=|\|\||[-+*/(),.=<>])/uy

/** @throws {OracleStubError} for what is no token */
export function createParser(sql: string): Parser {
  const tokens = tokenize(sql)
  const binds: string[] = []
  let at = 0
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? { kind: 'end', text: '' }
  const next = (): Token => {
    const token = peek()
    at += 1
    return token
  }
  const is = (token: Token, word: string): boolean =>
    (token.kind === 'word' || token.kind === 'symbol') && token.text === word
  const accept = (...words: string[]): boolean => {
    if (!words.every((word, index) => is(peek(index), word))) return false
    at += words.length
    return true
  }
  const expect = (word: string): void => {
    if (!accept(word)) throw refuse(`'${peek().text}' where ${word} should be`, sql)
  }
  const name = (): string => {
    const token = next()
    if (token.kind !== 'word' && token.kind !== 'name') throw refuse(`'${token.text}' as a name`, sql)
    return accept('.') ? name() : token.text
  }
  const list = <T>(item: () => T): T[] => {
    const items = [item()]
    while (accept(',')) items.push(item())
    return items
  }

  const primary = (): Expression => {
    if (accept('(')) {
      const inner = expression()
      expect(')')
      return inner
    }
    if (accept('NULL')) return { kind: 'value', value: null }
    const token = peek()
    if (token.kind === 'string' || token.kind === 'number') {
      next()
      // An empty string is NULL in Oracle.
      const value = token.kind === 'number' ? Number(token.text) : token.text === '' ? null : token.text
      return { kind: 'value', value }
    }
    if (token.kind === 'bind') {
      next()
      binds.push(token.text)
      return { kind: 'bind', name: token.text, position: binds.length - 1 }
    }
    const column = name()
    if (!accept('(')) return { kind: 'column', name: column }
    if (accept(')')) return { kind: 'call', name: column, args: [] }
    const args = accept('*') ? [] : list(expression)
    expect(')')
    return { kind: 'call', name: column, args }
  }
  const chain = (operators: string[], operand: () => Expression): Expression => {
    let left = operand()
    for (let found = operators.find((operator) => accept(operator)); found; ) {
      left = { kind: 'binary', operator: found, left, right: operand() }
      found = operators.find((operator) => accept(operator))
    }
    return left
  }
  const sum = (): Expression => chain(['||', '+', '-'], () => chain(['*', '/'], primary))
  const comparison = (): Expression => {
    const left = sum()
    if (accept('IS', 'NOT', 'NULL')) return { kind: 'not', of: { kind: 'is_null', of: left } }
    if (accept('IS', 'NULL')) return { kind: 'is_null', of: left }
    const negated = accept('NOT', 'IN')
    if (negated || accept('IN')) {
      expect('(')
      const values = list(expression)
      expect(')')
      const inside: Expression = { kind: 'in', of: left, values }
      return negated ? { kind: 'not', of: inside } : inside
    }
    const operator = ['=', '<>', '!=', '^=', '<=', '>=', '<', '>'].find((symbol) => accept(symbol))
    if (!operator) return left
    return {
      kind: 'binary',
      operator: operator === '!=' || operator === '^=' ? '<>' : operator,
      left,
      right: sum(),
    }
  }
  const negation = (): Expression => (accept('NOT') ? { kind: 'not', of: negation() } : comparison())
  const expression = (): Expression => chain(['OR'], () => chain(['AND'], negation))

  const end = (): void => {
    if (peek().kind !== 'end') throw refuse(`'${peek().text}'`, sql)
  }
  return { sql, peek, next, accept, expect, name, expression, list, end, binds }
}

function tokenize(sql: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < sql.length) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(sql)
    if (!match) throw refuse(`'${sql.slice(from, from + 10)}'`, sql)
    const [, string, quoted, number, bind, word, symbol] = match
    if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1).replaceAll("''", "'") })
    if (quoted !== undefined) tokens.push({ kind: 'name', text: quoted.slice(1, -1) })
    if (number !== undefined) tokens.push({ kind: 'number', text: number })
    if (bind !== undefined) tokens.push({ kind: 'bind', text: bind.toUpperCase() })
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toUpperCase() })
    if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol })
  }
  return tokens
}

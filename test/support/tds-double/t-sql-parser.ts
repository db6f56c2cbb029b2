/** A batch cut into statements. T-SQL needs no semicolons, so the words that begin a statement decide. @module */
import { SqlFault } from './faults.ts'
import type { Token } from './t-sql-tokens.ts'
import { isSymbol, isWord } from './t-sql-tokens.ts'

/** A statement. */
export type Statement =
  | { kind: 'plain'; tokens: Token[] }
  | { kind: 'if'; condition: Token[]; consequence: Statement; otherwise: Statement | undefined }
  | { kind: 'block'; statements: Statement[] }

const STARTERS = [
  ...['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DECLARE', 'SET', 'IF', 'BEGIN', 'COMMIT', 'ROLLBACK', 'SAVE'],
  ...['CREATE', 'ALTER', 'DROP', 'TRUNCATE', 'MERGE', 'EXEC', 'EXECUTE', 'USE', 'WAITFOR', 'PRINT', 'THROW'],
  ...['RAISERROR', 'RETURN', 'WHILE'],
]

/** @throws {SqlFault} 102 */
export function parseBatch(tokens: readonly Token[]): Statement[] {
  const statements: Statement[] = []
  let at = 0
  while (at < tokens.length) {
    if (isSymbol(tokens[at], ';')) {
      at += 1
      continue
    }
    const { statement, end } = parseStatement(tokens, at)
    statements.push(statement)
    at = end
  }
  return statements
}

interface Parsed {
  statement: Statement
  end: number
}

function parseStatement(tokens: readonly Token[], start: number): Parsed {
  if (isWord(tokens[start], 'IF')) return parseIf(tokens, start)
  if (isWord(tokens[start], 'BEGIN') && !isWord(tokens[start + 1], 'TRAN', 'TRANSACTION')) {
    return parseBlock(tokens, start)
  }
  const end = endOf(tokens, start)
  if (end === start) throw new SqlFault(102, 15, `Incorrect syntax near '${tokens[start]?.text ?? ''}'.`)
  return { statement: { kind: 'plain', tokens: tokens.slice(start, end) }, end }
}

function parseIf(tokens: readonly Token[], start: number): Parsed {
  let at = start + 1
  let depth = 0
  while (at < tokens.length && (depth > 0 || !isWord(tokens[at], ...STARTERS))) {
    if (isSymbol(tokens[at], '(')) depth += 1
    if (isSymbol(tokens[at], ')')) depth -= 1
    at += 1
  }
  const condition = tokens.slice(start + 1, at)
  const consequence = parseStatement(tokens, at)
  let next = consequence.end
  if (isSymbol(tokens[next], ';') && isWord(tokens[next + 1], 'ELSE')) next += 1
  if (!isWord(tokens[next], 'ELSE')) {
    return {
      statement: { kind: 'if', condition, consequence: consequence.statement, otherwise: undefined },
      end: consequence.end,
    }
  }
  const otherwise = parseStatement(tokens, next + 1)
  return {
    statement: { kind: 'if', condition, consequence: consequence.statement, otherwise: otherwise.statement },
    end: otherwise.end,
  }
}

function parseBlock(tokens: readonly Token[], start: number): Parsed {
  if (isWord(tokens[start + 1], 'TRY', 'CATCH'))
    throw new SqlFault(50_000, 16, 'TRY is not supported by this test double')
  const statements: Statement[] = []
  let at = start + 1
  while (!isWord(tokens[at], 'END')) {
    if (at >= tokens.length) throw new SqlFault(102, 15, "Incorrect syntax near 'BEGIN'.")
    if (isSymbol(tokens[at], ';')) {
      at += 1
      continue
    }
    const { statement, end } = parseStatement(tokens, at)
    statements.push(statement)
    at = end
  }
  return { statement: { kind: 'block', statements }, end: at + 1 }
}

/** @returns the index after the statement that begins at `start` */
function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0
  let cases = 0
  let has_main = !isWord(tokens[start], 'WITH', 'INSERT', 'UPDATE')
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at]
    if (isSymbol(token, '(')) depth += 1
    if (isSymbol(token, ')')) depth -= 1
    if (depth > 0) continue
    if (isWord(token, 'CASE')) cases += 1
    const is_end = isWord(token, 'END')
    if (isSymbol(token, ';') || (cases === 0 && (is_end || isWord(token, 'ELSE')))) return at
    if (is_end) cases -= 1
    if (isWord(token, 'VALUES', 'DEFAULT')) has_main = true
    if (!isWord(token, ...STARTERS) || goesOn(tokens[start], tokens[at - 1], token, has_main)) {
      if (isWord(token, 'SELECT', 'SET')) has_main = true
      continue
    }
    return at
  }
  return tokens.length
}

/** A starting word that belongs to the statement before it. */
function goesOn(
  first: Token | undefined,
  before: Token | undefined,
  token: Token | undefined,
  has_main: boolean,
): boolean {
  if (isWord(before, 'UNION', 'ALL', 'EXCEPT', 'INTERSECT', 'AS', 'ON') || isSymbol(before, '.')) return true
  if (isWord(first, 'WITH')) return !has_main && isWord(token, 'SELECT', 'INSERT', 'UPDATE', 'DELETE')
  if (isWord(first, 'INSERT')) return !has_main && isWord(token, 'SELECT', 'EXEC', 'EXECUTE')
  if (isWord(first, 'UPDATE')) return !has_main && isWord(token, 'SET')
  if (isWord(first, 'ALTER')) return isWord(token, 'SET', 'DROP', 'ALTER')
  return false
}

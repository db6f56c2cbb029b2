/** T-SQL's queries as SQLite's. @module */
import { SqlFault, unsupported } from './faults.ts'
import type { Token } from './t-sql-tokens.ts'
import { afterBracket, isSymbol, isWord, splitAtCommas, symbol, word } from './t-sql-tokens.ts'

/** What SQLite would take and SQL Server does not. */
const FOREIGN_WORDS = ['LIMIT', 'RETURNING', 'CONFLICT', 'GLOB', 'REGEXP', 'AUTOINCREMENT', 'PRAGMA']
const FOREIGN_FUNCTIONS = [
  'IFNULL',
  'LENGTH',
  'SUBSTR',
  'INSTR',
  'STRFTIME',
  'DATETIME',
  'RANDOM',
  'PRINTF',
  'HEX',
  'TYPEOF',
]

/** A query for SQLite. */
export interface Rewritten {
  sql: string
  /** The table that it writes to. */
  table: string | undefined
  /** Variables that its only row goes to, instead of to the client. */
  assigns: string[]
}

/** What a variable or a server's own value is at this moment, as SQL; undefined for one that was not declared. */
export type Lookup = (variable: string) => string | undefined

const TEXT_CASTS = [
  'UNIQUEIDENTIFIER',
  'DATETIME',
  'DATETIME2',
  'DATE',
  'NVARCHAR',
  'VARCHAR',
  'NCHAR',
  'CHAR',
  'SYSNAME',
]
const HINTS = [
  'NOLOCK',
  'READUNCOMMITTED',
  'READPAST',
  'UPDLOCK',
  'HOLDLOCK',
  'ROWLOCK',
  'TABLOCK',
  'SERIALIZABLE',
]

/** @throws {SqlFault} 102, 137, or 50000 for what the double lacks */
export function rewrite(tokens: readonly Token[], lookup: Lookup): Rewritten {
  assertTsql(tokens)
  const verb = tokens[0]?.text.toUpperCase() ?? ''
  let rest: Token[] = withoutSchemas(withoutHints([...tokens]))
  rest = casts(rest)
  if (verb === 'DELETE' && !isWord(rest[1], 'FROM')) rest.splice(1, 0, word('FROM'))
  if (verb === 'INSERT' && !isWord(rest[1], 'INTO')) rest.splice(1, 0, word('INTO'))
  const table = verb === 'SELECT' ? undefined : rest[verb === 'UPDATE' ? 1 : 2]?.text
  if (['INSERT', 'UPDATE', 'DELETE'].includes(verb)) rest = returning(rest, verb)
  const assigns = verb === 'SELECT' ? takeAssignments(rest) : []
  return { sql: render(tops(rest), lookup), table, assigns }
}

/** @throws {SqlFault} 102, 195 or 207 for what is SQLite's own */
function assertTsql(tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    if (isWord(token, ...FOREIGN_WORDS)) throw new SqlFault(102, 15, `Incorrect syntax near '${token.text}'.`)
    if (isWord(token, 'TRUE', 'FALSE')) throw new SqlFault(207, 16, `Invalid column name '${token.text}'.`)
    if (isSymbol(tokens[at + 1], '(') && isWord(token, ...FOREIGN_FUNCTIONS)) {
      throw new SqlFault(195, 15, `'${token.text}' is not a recognized built-in function name.`)
    }
  }
}

/** An expression for SQLite. */
export function rewriteExpression(tokens: readonly Token[], lookup: Lookup): string {
  assertTsql(tokens)
  return render(tops(casts(withoutSchemas(withoutHints([...tokens])))), lookup)
}

/** `legacy.dbo.Users` and `dbo.Users` are `Users`: there is one database with one schema. */
export function withoutSchemas(tokens: Token[]): Token[] {
  const result: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    const is_schema =
      token.text.toLowerCase() === 'dbo' && token.kind !== 'string' && isSymbol(tokens[at + 1], '.')
    if (!is_schema) {
      result.push(token)
      continue
    }
    if (isSymbol(result.at(-1), '.')) result.splice(-2)
    at += 1
  }
  return result
}

function withoutHints(tokens: Token[]): Token[] {
  for (let at = 0; at < tokens.length; at++) {
    if (!isWord(tokens[at], 'WITH') || !isSymbol(tokens[at + 1], '(') || !isWord(tokens[at + 2], ...HINTS))
      continue
    tokens.splice(at, afterBracket(tokens, at + 1) - at)
  }
  return tokens
}

/** `CONVERT(type, x)` becomes `CAST(x AS type)`, and types become those that SQLite casts to without harm. */
function casts(tokens: Token[]): Token[] {
  for (let at = 0; at < tokens.length; at++) {
    if (!isSymbol(tokens[at + 1], '(')) continue
    const end = isWord(tokens[at], 'CONVERT', 'CAST') ? afterBracket(tokens, at + 1) : 0
    if (isWord(tokens[at], 'CONVERT')) {
      const [type = [], value = [], style] = splitAtCommas(tokens.slice(at + 2, end - 1))
      if (style) throw unsupported('CONVERT with a style')
      const changed = [word('CAST'), symbol('('), ...casts(value), word('AS'), castType(type), symbol(')')]
      tokens.splice(at, end - at, ...changed)
    } else if (isWord(tokens[at], 'CAST')) {
      const as = tokens.findLastIndex((token, index) => index < end && isWord(token, 'AS'))
      tokens.splice(as + 1, end - 1 - (as + 1), castType(tokens.slice(as + 1, end - 1)))
    }
  }
  return tokens
}

function castType(tokens: readonly Token[]): Token {
  const name = tokens[0]?.text.toUpperCase() ?? ''
  if (TEXT_CASTS.includes(name)) return word('TEXT')
  if (['INT', 'BIGINT', 'SMALLINT', 'TINYINT', 'BIT'].includes(name)) return word('INTEGER')
  if (['VARBINARY', 'BINARY'].includes(name)) return word('BLOB')
  if (['FLOAT', 'REAL', 'DECIMAL', 'NUMERIC', 'MONEY'].includes(name)) return word('REAL')
  throw unsupported(`a cast to ${name}`)
}

/** `OUTPUT INSERTED.x` moves to the end as `RETURNING x`. */
function returning(tokens: Token[], verb: string): Token[] {
  const from = tokens.findIndex((token) => isWord(token, 'OUTPUT'))
  if (from < 0) return tokens
  const to = tokens.findIndex(
    (token, at) => at > from && isWord(token, 'VALUES', 'SELECT', 'WHERE', 'DEFAULT', 'FROM', 'INTO'),
  )
  if (isWord(tokens[to], 'INTO', 'FROM')) throw unsupported(`OUTPUT with ${tokens[to]?.text}`)
  const end = to < 0 ? tokens.length : to
  const columns = tokens.slice(from + 1, end)
  if (verb === 'UPDATE' && columns.some((token) => isWord(token, 'DELETED')))
    throw unsupported('OUTPUT DELETED of an UPDATE')
  const unqualified = columns.filter(
    (token, at) =>
      !isWord(token, 'INSERTED', 'DELETED') &&
      !(isSymbol(token, '.') && isWord(columns[at - 1], 'INSERTED', 'DELETED')),
  )
  return [...tokens.slice(0, from), ...tokens.slice(end), word('RETURNING'), ...unqualified]
}

/** `SELECT @a = x, @b = y FROM …` becomes `SELECT x, y FROM …`. @returns the variables, in order */
function takeAssignments(tokens: Token[]): string[] {
  const first = tokens.findIndex((token, at) => at > 0 && token.kind === 'variable')
  const is_assignment =
    isSymbol(tokens[first + 1], '=') &&
    first > 0 &&
    !tokens.slice(0, first).some((token) => isWord(token, 'FROM', 'WHERE'))
  if (!is_assignment) return []
  let depth = 0
  const from = tokens.findIndex((token) => {
    if (isSymbol(token, '(')) depth += 1
    if (isSymbol(token, ')')) depth -= 1
    return depth === 0 && isWord(token, 'FROM', 'WHERE', 'ORDER')
  })
  const end = from < 0 ? tokens.length : from
  const assigns: string[] = []
  const values = splitAtCommas(tokens.slice(first, end)).map(([variable, equals, ...value]) => {
    if (variable?.kind !== 'variable' || !isSymbol(equals, '=')) {
      throw new SqlFault(
        141,
        15,
        'A SELECT statement that assigns a value to a variable must not return data.',
      )
    }
    assigns.push(variable.text.toLowerCase())
    return value
  })
  tokens.splice(
    first,
    end - first,
    ...values.flatMap((value, at) => (at > 0 ? [symbol(','), ...value] : value)),
  )
  return assigns
}

/** `SELECT TOP n` becomes a `LIMIT n` at the end of that SELECT; so does `OFFSET … FETCH`. */
function tops(tokens: Token[]): Token[] {
  for (let at = 0; at < tokens.length; at++) {
    if (!isWord(tokens[at], 'TOP') || !isWord(tokens[at - 1], 'SELECT', 'DISTINCT', 'ALL')) continue
    const end = isSymbol(tokens[at + 1], '(') ? afterBracket(tokens, at + 1) : at + 2
    if (isWord(tokens[end], 'PERCENT') || isWord(tokens[end], 'WITH'))
      throw unsupported(`TOP … ${tokens[end]?.text}`)
    const count = tokens.slice(at + 1, end)
    tokens.splice(at, end - at)
    tokens.splice(endOfSelect(tokens, at), 0, word('LIMIT'), ...count)
  }
  const offset = tokens.findIndex((token) => isWord(token, 'OFFSET'))
  const rows = tokens.findIndex((token, at) => at > offset && isWord(token, 'ROWS', 'ROW'))
  if (offset < 0 || rows < 0) return tokens
  const skip = tokens.slice(offset + 1, rows)
  const limit = isWord(tokens[rows + 1], 'FETCH')
    ? tokens.slice(rows + 3, -2)
    : [symbol('-'), { kind: 'number', text: '1' } as const]
  return [...tokens.slice(0, offset), word('LIMIT'), ...limit, word('OFFSET'), ...skip]
}

function endOfSelect(tokens: readonly Token[], from: number): number {
  let depth = 0
  for (let at = from; at < tokens.length; at++) {
    if (isSymbol(tokens[at], '(')) depth += 1
    if (isSymbol(tokens[at], ')')) depth -= 1
    if (depth < 0 || isSymbol(tokens[at], ';')) return at
  }
  return tokens.length
}

function render(tokens: readonly Token[], lookup: Lookup): string {
  return tokens.map((token, at) => renderToken(token, tokens[at - 1], tokens[at + 1], lookup)).join(' ')
}

function renderToken(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  lookup: Lookup,
): string {
  switch (token.kind) {
    case 'string':
      return quoted(token.text)
    case 'name':
      return `"${token.text.replaceAll('"', '""')}"`
    case 'binary':
      return `x'${token.text.slice(2)}'`
    case 'variable': {
      const value = lookup(token.text.toLowerCase())
      if (value === undefined)
        throw new SqlFault(137, 15, `Must declare the scalar variable "${token.text}".`)
      return value
    }
    case 'symbol':
      // Between texts it concatenates; SQLite would add.
      return token.text === '+' && (before?.kind === 'string' || after?.kind === 'string') ? '||' : token.text
    case 'number':
      return token.text
    case 'word':
      return isSymbol(after, '(') ? functionName(token.text) : token.text
  }
}

/** SQLite has others of these names, or takes the names for something else. */
function functionName(name: string): string {
  const renamed: { readonly [name: string]: string } = {
    ISNULL: 'ifnull',
    LEN: 't_len',
    OBJECT_ID: 't_object_id',
  }
  return renamed[name.toUpperCase()] ?? name
}

/** A string of SQLite. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

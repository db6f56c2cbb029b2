/** What an expression is for a row, with Oracle's NULL: a comparison with it is neither true nor false. @module */
import { OracleFault, refuse } from './faults.ts'
import type { Expression } from './parser.ts'

/** A value of a column or of a bind variable. */
export type OracleValue = string | number | Date | null

/** A row by column names. */
export type Row = { [column: string]: OracleValue }

/** What names stand for. */
export interface Scope {
  sql: string
  row: Row
  bindOf(name: string, position: number): OracleValue
}

/** true, false, or unknown. */
type Truth = boolean | null

/** @throws {OracleFault} 904 for an unknown column */
export function evaluate(expression: Expression, scope: Scope): OracleValue {
  switch (expression.kind) {
    case 'value':
      return expression.value
    case 'bind':
      return scope.bindOf(expression.name, expression.position)
    case 'column':
      return column(expression.name, scope)
    case 'call':
      return call(expression.name, expression.args, scope)
    case 'binary':
      return arithmetic(expression, scope)
    case 'not':
    case 'is_null':
    case 'in':
      throw refuse('a condition as a value', scope.sql)
  }
}

/** @returns whether the condition is true; unknown is not */
export function holds(expression: Expression, scope: Scope): boolean {
  return truth(expression, scope) === true
}

/** @returns whether the condition is false; a CHECK only fails then */
export function fails(expression: Expression, scope: Scope): boolean {
  return truth(expression, scope) === false
}

function truth(expression: Expression, scope: Scope): Truth {
  switch (expression.kind) {
    case 'not': {
      const inner = truth(expression.of, scope)
      return inner === null ? null : !inner
    }
    case 'is_null':
      return evaluate(expression.of, scope) === null
    case 'in': {
      const answers = expression.values.map((value) =>
        compare('=', evaluate(expression.of, scope), evaluate(value, scope)),
      )
      return answers.includes(true) ? true : answers.includes(null) ? null : false
    }
    case 'binary': {
      const { operator, left, right } = expression
      if (operator === 'AND') return both(truth(left, scope), truth(right, scope))
      if (operator === 'OR') return either(truth(left, scope), truth(right, scope))
      return compare(operator, evaluate(left, scope), evaluate(right, scope))
    }
    case 'value':
    case 'column':
    case 'bind':
    case 'call':
      throw new OracleFault('ORA-00920', 'invalid relational operator')
  }
}

function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false
  return a === null || b === null ? null : true
}

function either(a: Truth, b: Truth): Truth {
  if (a === true || b === true) return true
  return a === null || b === null ? null : false
}

function compare(operator: string, left: OracleValue, right: OracleValue): Truth {
  if (left === null || right === null) return null
  const [a, b] = comparable(left, right)
  switch (operator) {
    case '=':
      return a === b
    case '<>':
      return a !== b
    case '<':
      return a < b
    case '>':
      return a > b
    case '<=':
      return a <= b
    case '>=':
      return a >= b
    default:
      throw new OracleFault('ORA-00920', 'invalid relational operator')
  }
}

/** A text beside a number becomes a number. @throws {OracleFault} 1722 */
function comparable(
  left: Exclude<OracleValue, null>,
  right: Exclude<OracleValue, null>,
): [string, string] | [number, number] {
  const plain = (value: Exclude<OracleValue, null>) => (value instanceof Date ? value.getTime() : value)
  const [a, b] = [plain(left), plain(right)]
  if (typeof a === 'string' && typeof b === 'string') return [a, b]
  return [numberOf(a), numberOf(b)]
}

/** @throws {OracleFault} 1722 */
export function numberOf(value: string | number): number {
  const number = Number(value)
  if (Number.isNaN(number)) throw new OracleFault('ORA-01722', 'invalid number')
  return number
}

function column(name: string, { row, sql }: Scope): OracleValue {
  if (Object.hasOwn(row, name)) return row[name] ?? null
  if (name === 'SYSDATE' || name === 'SYSTIMESTAMP' || name === 'CURRENT_TIMESTAMP') return new Date()
  if (name === 'ROWNUM') throw refuse('ROWNUM here', sql)
  throw new OracleFault('ORA-00904', `"${name}": invalid identifier`)
}

function call(name: string, args: Expression[], scope: Scope): OracleValue {
  const values = args.map((argument) => evaluate(argument, scope))
  const [first = null, second = null] = values
  const text = first instanceof Date ? first.toISOString() : String(first)
  switch (name) {
    case 'LOWER':
      return first === null ? null : text.toLowerCase()
    case 'UPPER':
      return first === null ? null : text.toUpperCase()
    case 'TRIM':
      return first === null ? null : text.trim() || null
    case 'LENGTH':
      return first === null ? null : text.length
    case 'TO_CHAR':
      if (args.length > 1) throw refuse('TO_CHAR with a format', scope.sql)
      return first === null ? null : text
    case 'TO_NUMBER':
      return first === null ? null : numberOf(text)
    case 'NVL':
      return first ?? second
    case 'COALESCE':
      return values.find((value) => value !== null) ?? null
    case 'SYS_GUID':
      return Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16))
        .join('')
        .toUpperCase()
    case 'RAWTOHEX':
      return first
    default:
      throw refuse(`the function ${name}`, scope.sql)
  }
}

function arithmetic(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): OracleValue {
  const a = evaluate(left, scope)
  const b = evaluate(right, scope)
  // NULL is the empty string when it is joined to another.
  if (operator === '||') return `${a ?? ''}${b ?? ''}` || null
  if (a === null || b === null) return null
  if (a instanceof Date || b instanceof Date) throw refuse('reckoning with dates', scope.sql)
  switch (operator) {
    case '+':
      return numberOf(a) + numberOf(b)
    case '-':
      return numberOf(a) - numberOf(b)
    case '*':
      return numberOf(a) * numberOf(b)
    case '/':
      return numberOf(a) / numberOf(b)
    default:
      throw refuse(`${operator} as a value`, scope.sql)
  }
}

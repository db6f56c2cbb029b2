/**
 * `sql-by-concatenation`: what a person types becomes part of the SQL text, so they can write SQL of their own: the
 * best-known way into a user table.
 *
 * A finding needs all three: a text that is passed to `query`, `execute`, `raw` or `new Request`; a fixed part of it that
 * reads like SQL; and a part that comes from the script's arguments, through local variables and text methods.
 * Literals, `configuration`, numbers (`Number(x)`), hashes and results of `escape(…)` are fine, and so are tagged
 * templates, which drivers turn into parameters.
 * @module
 */
import type { AnyNode } from 'acorn'
import type { AdviceFix } from '../contract.ts'
import { findingAt, fix, replace } from '../finding.ts'
import { keyName } from '../scope.ts'
import type { Call, Finding, Subject } from '../subject.ts'
import { literalText, methodName } from '../subject.ts'
import type { Taint } from '../taint.ts'
import { createTaint } from '../taint.ts'

const METHODS = new Set(['query', 'execute', 'raw', 'batch', 'prepare', 'simpleExecute'])
/** Bounded, so that no text makes the pattern slow. */
const SQL =
  /\b(?:select\b[\s\S]{0,1000}\bfrom|insert\s+into|update\b[\s\S]{0,1000}\bset|delete\s+from|merge\s+into|where\s+[\w."`[\]]{1,100}\s*(?:[=<>]|like\b|in\b)|exec(?:ute)?\s|call\s|values\s*\()/i
const PARTS = 200

export function sqlByConcatenation(subject: Subject): Finding[] {
  const taint = createTaint(subject)
  const findings = new Map<AnyNode, Finding>()
  const usual = usualDriver(subject)
  for (const call of subject.calls) {
    const text = sqlArgument(subject, call)
    if (!text) continue
    const built = buildings(subject, text)
    // A variable built by several assignments is SQL when all its parts together are.
    const whole = built.map((each) => fixedText(partsOf(subject, each) ?? [{ node: each }])).join(' ')
    if (!SQL.test(whole)) continue
    const driver = driverNamed(subject.denote(call.callee)) ?? usual
    for (const each of built) {
      if (findings.has(each) || !taint.isTyped(each)) continue
      const parts = partsOf(subject, each)
      const repaired =
        parts && each === text ? withPlaceholders(subject, call, each, parts, driver, taint) : undefined
      findings.set(
        each,
        findingAt(subject, each, {
          rule: 'sql-by-concatenation',
          severity: 'warning',
          message: `Use a placeholder instead of building the SQL text from what was typed: ${PLACEHOLDERS[driver]}.`,
          ...(repaired && { fix: repaired }),
        }),
      )
    }
  }
  return [...findings.values()]
}

type Driver = 'mysql' | 'pg' | 'tedious' | 'mssql' | 'oracledb' | 'other'

const PLACEHOLDERS: { readonly [driver in Driver]: string } = {
  mysql: '`?` in the text and the values as an array after it',
  pg: '`$1`, `$2` … in the text and the values as an array after it',
  tedious: '`@name` in the text and `request.addParameter(name, type, value)`',
  mssql: '`@name` in the text and `request.input(name, value)`',
  oracledb: '`:name` in the text and the values as an object after it',
  other: 'the text stays fixed and the values are passed beside it',
}

const DRIVERS: readonly [RegExp, Driver][] = [
  [/^@?(?:mysql2?|mysql_pool)\b/, 'mysql'],
  [/^@?(?:pg|postgres)\b/, 'pg'],
  [/^@?(?:tedious|sqlserver)\b/, 'tedious'],
  [/^mssql\b/, 'mssql'],
  [/^oracledb\b/, 'oracledb'],
]

function driverNamed(path: string): Driver | undefined {
  return DRIVERS.find(([pattern]) => pattern.test(path))?.[1]
}

/** The first driver that the script requires or calls. */
function usualDriver(subject: Subject): Driver {
  for (const { name } of subject.required) {
    const driver = driverNamed(name)
    if (driver) return driver
  }
  for (const call of subject.calls) {
    const driver = driverNamed(subject.denote(call.callee))
    if (driver) return driver
  }
  return 'other'
}

/** The SQL argument of a call: the first argument, `{ sql }` of mysql, or `{ text }` of pg. */
function sqlArgument(subject: Subject, call: Call): AnyNode | undefined {
  const [first] = call.arguments
  if (!first) return undefined
  const wanted =
    call.type === 'NewExpression'
      ? /(?:^|\.)Request$/.test(subject.denote(call.callee))
      : METHODS.has(methodName(call) ?? '')
  if (!wanted) return undefined
  if (first.type !== 'ObjectExpression') return first
  for (const property of first.properties) {
    const key = keyName(property)
    if (property.type === 'Property' && (key === 'sql' || key === 'text')) return property.value
  }
  return undefined
}

/** The expression that builds the text: the argument itself, or the value of a variable. */
function buildings(subject: Subject, node: AnyNode): AnyNode[] {
  if (node.type !== 'Identifier') return isBuilt(node) ? [node] : []
  const binding = subject.scopes.binding(node)
  if (!binding || binding.parameter) return []
  return binding.writes.flatMap(({ value, operator }) =>
    value && (operator === '+=' || isBuilt(value)) ? [value] : [],
  )
}

/** A concatenation, or a fixed text. */
function isBuilt(node: AnyNode): boolean {
  return /^(?:BinaryExpression|TemplateLiteral|CallExpression|Literal)$/.test(node.type)
}

function fixedText(parts: readonly Part[]): string {
  return parts.map((part) => part.text ?? 'x').join('')
}

interface Part {
  /** Fixed text; absent for an expression. */
  text?: string
  node: AnyNode
}

/** @returns the pieces of a concatenation in order; undefined for any other node */
function partsOf(subject: Subject, node: AnyNode): Part[] | undefined {
  const parts: Part[] = []
  const add = (each: AnyNode): void => {
    if (parts.length > PARTS) return
    const text = literalText(each)
    if (text !== undefined) parts.push({ text, node: each })
    else if (each.type === 'BinaryExpression' && each.operator === '+') {
      add(each.left)
      add(each.right)
    } else if (each.type === 'TemplateLiteral') {
      each.quasis.forEach((quasi, index) => {
        parts.push({ text: quasi.value.cooked ?? '', node: quasi })
        const expression = each.expressions[index]
        if (expression) add(expression)
      })
    } else parts.push({ node: each })
  }
  if (node.type === 'CallExpression') {
    const { callee } = node
    if (callee.type === 'MemberExpression') {
      if (callee.object.type === 'ArrayExpression') {
        for (const element of callee.object.elements) if (element) add(element)
      } else if (!/util\.format$/.test(subject.denote(callee))) add(callee.object)
    }
    for (const argument of node.arguments) add(argument)
    return parts
  }
  if (!isBuilt(node)) return undefined
  add(node)
  return parts
}

/** Rewrites `query('… = "' + x + '"', cb)` as `query('… = ?', [x], cb)`, where each piece clearly is one value. */
function withPlaceholders(
  subject: Subject,
  call: Call,
  built: AnyNode,
  parts: readonly Part[],
  driver: Driver,
  taint: Taint,
): AdviceFix | undefined {
  const mark = MARKS[driver]
  const next = call.arguments[1]
  const simple = built.type === 'BinaryExpression' || built.type === 'TemplateLiteral'
  const noValues = !next || next.type === 'FunctionExpression' || next.type === 'ArrowFunctionExpression'
  if (!mark || !simple || !noValues || call.arguments[0] !== built) return undefined
  const values: string[] = []
  let sql = ''
  let quote = ''
  for (const part of parts) {
    if (part.text === undefined) {
      if (!taint.isTyped(part.node)) return undefined
      quote = /(['"])$/.exec(sql)?.[1] ?? ''
      // A text around the value, such as LIKE '%…%', needs a person.
      if (!quote && !/(?:[=<>(,]|\bin|\blike|\bvalues)\s*$/i.test(sql)) return undefined
      sql = (quote ? sql.slice(0, -1) : sql) + mark(values.length + 1)
      values.push(subject.syntax.text(part.node))
      continue
    }
    if (quote && !part.text.startsWith(quote)) return undefined
    sql += quote ? part.text.slice(1) : part.text
    quote = ''
  }
  if (quote) return undefined
  return fix('Use placeholders.', replace(subject, built, `${quoted(sql)}, [${values.join(', ')}]`))
}

const MARKS: { readonly [driver in Driver]?: (index: number) => string } = {
  mysql: () => '?',
  pg: (index) => `$${index}`,
  oracledb: (index) => `:${index}`,
}

function quoted(text: string): string {
  if (text.includes('\n')) return `\`${text.replace(/[`\\]|\$\{/g, '\\$&')}\``
  const json = JSON.stringify(text)
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`
}

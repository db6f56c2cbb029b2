/**
 * Searches as SQL. Every text and number of a query is a parameter; field names come from tables in the code.
 *
 * What an engine must provide: `like` is case-sensitive (SQLite: `pragma case_sensitive_like`); texts compare by code points
 * (PostgreSQL: the collation "C"); `json_each(text, path)` with the columns `type` and `value`, and `json_type(text, path)`
 * (SQLite: built in; PostgreSQL: its dialect); `in_time()`, which returns 1, or fails when the read has taken too long (always 1 where the engine
 * itself limits statements).
 * @module
 */
import type { Bound, PatternPart, SearchNode, SearchTest } from '../contract/search.ts'
import type { SqlValue } from '../engine/operation.ts'

/** Where a field is stored. A missing value is '' in text columns, or null in nullable ones and in number columns. */
export type FieldSql =
  | { kind: 'text'; column: string; folded: boolean; nullable: boolean }
  | { kind: 'number' | 'flag' | 'json'; column: string }
  /** The part behind the last `@`. */
  | { kind: 'domain'; column: string }
  /** A field in rows of another table: `around` turns a condition on a row into a condition on the item. */
  | { kind: 'related'; column: string; around(condition: string): string }

/** The kind of items that is searched. */
export interface SubjectSql {
  fields: { readonly [name: string]: FieldSql }
  /** Lower-cased text in which words are searched for. */
  words: string
}

/** Adds a parameter. @returns its placeholder */
export type Bind = (value: SqlValue) => string

/** Comes before the conditions of a search, so that the engine evaluates it for each row. */
export const IN_TIME = 'in_time() = 1'

const ALWAYS = '1 = 1'
const NEVER = '1 = 0'
/** No text that starts with a prefix comes after the prefix and this. */
const LAST = '\u{10FFFF}'

/** @returns a condition that is never unknown (null): its negation also finds missing values */
export function searchSql(node: SearchNode, subject: SubjectSql, bind: Bind): string {
  switch (node.kind) {
    case 'and':
      return joined(node.parts, ' and ', ALWAYS, subject, bind)
    case 'or':
      return joined(node.parts, ' or ', NEVER, subject, bind)
    case 'not':
      return `not (${searchSql(node.part, subject, bind)})`
    case 'word':
      return like(
        subject.words,
        [{ kind: 'many' }, { kind: 'text', text: node.text.toLowerCase() }, { kind: 'many' }],
        bind,
      )
    case 'field': {
      const field = Object.hasOwn(subject.fields, node.field) ? subject.fields[node.field] : undefined
      if (!field) throw new Error('A search names an unknown field.')
      return fieldSql(field, node.path, node.test, bind)
    }
  }
}

function joined(
  parts: readonly SearchNode[],
  by: ' and ' | ' or ',
  none: string,
  subject: SubjectSql,
  bind: Bind,
): string {
  if (parts.length === 0) return none
  return `(${parts.map((part) => searchSql(part, subject, bind)).join(by)})`
}

function fieldSql(field: FieldSql, path: readonly string[], test: SearchTest, bind: Bind): string {
  switch (field.kind) {
    case 'text': {
      const condition = textSql(field.column, field.folded ? lowered(test) : test, bind)
      return field.nullable ? `(${field.column} is not null and ${condition})` : condition
    }
    case 'related':
      return field.around(textSql(field.column, test, bind))
    case 'domain':
      return domainSql(field.column, lowered(test), bind)
    case 'number':
      return numberSql(field.column, test, bind)
    case 'flag':
      return test.kind === 'flag' ? `${field.column} = ${bind(test.value ? 1 : 0)}` : present(test)
    case 'json':
      return jsonSql(field.column, path, test, bind)
  }
}

/** Flags are never missing. */
function present(test: SearchTest): string {
  return test.kind === 'exists' ? ALWAYS : NEVER
}

function lowered(test: SearchTest): SearchTest {
  switch (test.kind) {
    case 'is':
      return { ...test, value: test.value.toLowerCase() }
    case 'pattern':
      return {
        ...test,
        parts: test.parts.map((part) =>
          part.kind === 'text' ? { ...part, text: part.text.toLowerCase() } : part,
        ),
      }
    case 'range':
      return {
        kind: 'range',
        ...(test.low && { low: loweredBound(test.low) }),
        ...(test.high && { high: loweredBound(test.high) }),
      }
    case 'flag':
    case 'exists':
      return test
  }
}

const loweredBound = (bound: Bound): Bound =>
  typeof bound.value === 'string' ? { ...bound, value: bound.value.toLowerCase() } : bound

function textSql(column: string, test: SearchTest, bind: Bind): string {
  switch (test.kind) {
    case 'is':
      return `${column} = ${bind(test.value)}`
    case 'pattern':
      // A missing value is stored as an empty text, which `*` alone would match.
      if (test.parts.every((part) => part.kind === 'many')) return `${column} <> ''`
      return patternSql(column, test.parts, bind)
    case 'range':
      return `(${column} <> '' and ${rangeSql(column, test, bind)})`
    case 'exists':
      return `${column} <> ''`
    case 'flag':
      return NEVER
  }
}

/** A pattern that begins with text is a range too, which an index can serve. */
function patternSql(column: string, parts: readonly PatternPart[], bind: Bind): string {
  const [start, second] = parts
  if (start?.kind !== 'text') return like(column, parts, bind)
  const range = `${column} >= ${bind(start.text)} and ${column} < ${bind(start.text + LAST)}`
  const isPrefix = parts.length === 2 && second?.kind === 'many'
  return isPrefix ? `(${range})` : `(${range} and ${like(column, parts, bind)})`
}

function like(column: string, parts: readonly PatternPart[], bind: Bind): string {
  return `${column} like ${bind(parts.map(patternText).join(''))} escape '!'`
}

function patternText(part: PatternPart): string {
  switch (part.kind) {
    case 'text':
      return part.text.replaceAll(/[!%_]/g, '!$&')
    case 'one':
      return '_'
    case 'many':
      return '%'
  }
}

function rangeSql(column: string, { low, high }: Extract<SearchTest, { kind: 'range' }>, bind: Bind): string {
  const bounds = [
    ...(low ? [`${column} ${low.inclusive ? '>=' : '>'} ${bind(low.value)}`] : []),
    ...(high ? [`${column} ${high.inclusive ? '<=' : '<'} ${bind(high.value)}`] : []),
  ]
  return bounds.join(' and ')
}

function numberSql(column: string, test: SearchTest, bind: Bind): string {
  switch (test.kind) {
    case 'range':
      return `(${column} is not null and ${rangeSql(column, test, bind)})`
    case 'exists':
      return `${column} is not null`
    case 'is':
    case 'pattern':
    case 'flag':
      return NEVER
  }
}

/** A domain contains no @, so an end that begins with @ is the whole domain. */
function domainSql(column: string, test: SearchTest, bind: Bind): string {
  const before: PatternPart[] = [{ kind: 'many' }, { kind: 'text', text: '@' }]
  switch (test.kind) {
    case 'is':
      return test.value.includes('@')
        ? NEVER
        : like(column, [...before, { kind: 'text', text: test.value }], bind)
    case 'pattern':
      return like(column, [...before, ...test.parts], bind)
    case 'exists':
      return like(column, [...before, { kind: 'many' }], bind)
    case 'range':
    case 'flag':
      return NEVER
  }
}

/** A list at the end of the path matches when an element does; objects are not searched. */
function jsonSql(column: string, path: readonly string[], test: SearchTest, bind: Bind): string {
  const place = bind(`$${path.map((key) => `.${JSON.stringify(key)}`).join('')}`)
  if (test.kind === 'exists') {
    return `exists (select 1 from json_each(${column}, ${place}) e where e.type <> 'null')`
  }
  return (
    `(coalesce(json_type(${column}, ${place}), '') <> 'object' and ` +
    `exists (select 1 from json_each(${column}, ${place}) e where ${jsonValueSql(test, bind)}))`
  )
}

/** Null for other values, so that nothing else is converted. */
const NUMBER = `case when e.type in ('integer', 'real') then cast(e.value as numeric) end`

function jsonValueSql(test: Exclude<SearchTest, { kind: 'exists' }>, bind: Bind): string {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not understand Exclude; tsc checks this
  switch (test.kind) {
    case 'is': {
      const kinds = [`e.type = 'text' and e.value = ${bind(test.value)}`]
      if (isNumber(test.value)) {
        kinds.push(`${NUMBER} = ${bind(Number(test.value))}`)
      }
      if (test.value === 'true' || test.value === 'false') kinds.push(`e.type = '${test.value}'`)
      return `(${kinds.join(' or ')})`
    }
    case 'pattern':
      return `e.type = 'text' and ${patternSql('e.value', test.parts, bind)}`
    case 'range': {
      const numeric = [test.low, test.high].every(
        (bound) => bound === undefined || isNumber(String(bound.value)),
      )
      return numeric
        ? `(${rangeSql(NUMBER, numbers(test), bind)})`
        : `e.type = 'text' and ${rangeSql('e.value', test, bind)}`
    }
    case 'flag':
      return NEVER
  }
}

const isNumber = (text: string): boolean => /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)

function numbers(test: Extract<SearchTest, { kind: 'range' }>): Extract<SearchTest, { kind: 'range' }> {
  const number = (bound: Bound): Bound => ({ ...bound, value: Number(bound.value) })
  return {
    kind: 'range',
    ...(test.low && { low: number(test.low) }),
    ...(test.high && { high: number(test.high) }),
  }
}

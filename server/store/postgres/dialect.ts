/** What PostgreSQL says differently from the shared SQL. @module */
import { createHash } from 'node:crypto'

/** A text of the shared SQL as PostgreSQL understands it. */
export interface Translated {
  text: string
  /** Name of the prepared statement; undefined: texts of searches, of which there are too many shapes to keep. */
  name: string | undefined
  /** Has the time limit of lists and searches. */
  is_limited: boolean
  /** Deletes all rows of a tenant or a connection, of which there may be millions. */
  is_long: boolean
}

/** Most texts that are kept translated: those of operations, and recent searches. */
const MOST_KEPT = 2_000

/** @returns translates texts, and remembers them */
export function createDialect(): (sql: string) => Translated {
  const known = new Map<string, Translated>()
  return (sql) => {
    const found = known.get(sql)
    if (found) return found
    const made = translate(sql)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(sql, made)
    return made
  }
}

function translate(sql: string): Translated {
  const is_limited = sql.includes('in_time()')
  const text = /^(?:create|alter|drop) /.test(sql) ? columnTypes(sql) : searchFunctions(locks(sql))
  const is_long = /^delete from (?:tenants|connections) /.test(sql)
  return { text, name: is_limited ? undefined : nameOf(text), is_limited, is_long }
}

/** The same text has the same name on every connection. */
function nameOf(text: string): string {
  return `ferry_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`
}

/**
 * Integers have 64 bits, as in SQLite: a number from a request is never too large for a column. Texts compare by code points,
 * whatever the database's locale.
 */
function columnTypes(sql: string): string {
  return sql.replaceAll(/\bsmallint\b|\binteger\b/g, 'bigint').replaceAll(/\btext\b/g, 'text collate "C"')
}

/** Locks of rows, which the shared SQL has as comments. */
function locks(sql: string): string {
  return sql.replaceAll(/\/\* (for (?:no key update|key share|update skip locked)) \*\//g, '$1')
}

function searchFunctions(sql: string): string {
  return sql
    .replaceAll('in_time() = 1', 'true')
    .replaceAll(/json_each\(([\w.]+), (\$\d+)\) e\b/g, (_, column, path) => elements(valueAt(column, path)))
    .replaceAll(
      /json_type\(([\w.]+), (\$\d+)\)/g,
      (_, column, path) => `jsonb_typeof(${valueAt(column, path)})`,
    )
}

/**
 * The value at a path of the form `$."a"."b"`, which SQLite and PostgreSQL share. Strict, so that a key never looks into the
 * objects of a list; silent, so that a missing key is no error.
 */
function valueAt(column: string, path: string): string {
  const place = `cast('strict ' || ${storable(`cast(${path} as text)`)} as jsonpath)`
  return `jsonb_path_query_first(cast(${storable(column)} as jsonb), ${place}, '{}', true)`
}

/** `jsonb` refuses U+0000 and halves of surrogate pairs. `JSON.stringify` writes no other characters in this form. */
function storable(text: string): string {
  return (
    `case when strpos(${text}, '\\u') > 0 ` +
    `then regexp_replace(${text}, '\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\\\ufffd', 'g') else ${text} end`
  )
}

/** As SQLite's `json_each`: the elements of a list, the values of an object, or the value itself. */
function elements(value: string): string {
  return `(select case jsonb_typeof(v) when 'string' then 'text' when 'number' then 'real'
      when 'boolean' then v #>> '{}' else jsonb_typeof(v) end as type, (v #>> '{}') collate "C" as value
    from (select ${value} as found) x, jsonb_path_query(x.found,
      case when jsonb_typeof(x.found) = 'object' then '$.*'::jsonpath else '$[*]'::jsonpath end) v) e`
}

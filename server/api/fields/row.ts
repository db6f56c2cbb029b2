/** Rows of the field tables: what Ferry does with each field that Auth0's clients know. @module */
import type { Json } from '../../../runtime/index.ts'

/** What becomes of a field. */
export type Row =
  /** It does what it says. `text`: a sentence about a field that the schema does not describe. */
  | { kind: 'obeyed'; text?: string }
  /** Stored and read back, and nothing more. `why`: what Ferry lacks for it. */
  | { kind: 'kept'; why: string }
  /** Of a request that stores nothing: taken, and not used. */
  | { kind: 'unused'; why: string }
  /** Taken with the values that say what Ferry does; every other value would promise what there is not. */
  | { kind: 'checked'; takes: (value: Json) => boolean; taken: string; does: string; set: string }
  /** Set by the server: taken when it is sent as it was read, and refused otherwise. */
  | { kind: 'told' }
  /** Set when the object is created: taken when it is sent as it was read, and refused otherwise. `instead`: in the imperative. */
  | { kind: 'fixed'; instead: string }

/** Fields of one body by their paths: `jwt_configuration.alg`. Members of arrays have the path of the array. */
export interface FieldTable {
  readonly rows: { readonly [path: string]: Row }
  /** Objects that take further members, by path; `''` is the body itself. */
  readonly open?: { readonly [path: string]: OpenObject }
}

interface OpenObject {
  /** What becomes of further members, as a phrase. */
  further: string
  /** Whether one that is a letter beside a known name is refused. */
  refuses_slips: boolean
}

type Rows = FieldTable['rows']

function each(names: string, row: Row): Rows {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, row]))
}

/** @param names separated by blanks */
export const obeyed = (names: string): Rows => each(names, { kind: 'obeyed' })

/** The same for fields that the schema does not describe. @param texts a sentence about each, by name */
export function described(texts: { readonly [name: string]: string }): Rows {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]): [string, Row] => [name, { kind: 'obeyed', text }]),
  )
}

/** @param why a sentence: what Ferry lacks for these @param names separated by blanks */
export const kept = (why: string, names: string): Rows => each(names, { kind: 'kept', why })

/** @param why a sentence @param names separated by blanks */
export const unused = (why: string, names: string): Rows => each(names, { kind: 'unused', why })

/** @param names separated by blanks */
export const told = (names: string): Rows => each(names, { kind: 'told' })

/** Of a change. @param instead what to do in place of changing it, in the imperative @param names separated by blanks */
export const fixed = (instead: string, names: string): Rows => each(names, { kind: 'fixed', instead })

/**
 * Takes these values alone.
 *
 * @param does a sentence: what Ferry does instead @param set what to set, in the imperative; default: one of the values
 */
export function only(name: string, values: readonly Json[], does: string, set?: string): Rows {
  const shown = values.map((value) => JSON.stringify(value))
  return checked(name, {
    takes: (value) => shown.includes(JSON.stringify(value)),
    taken: shown.join(', '),
    does,
    set: set ?? (shown.length === 0 ? 'Leave it out' : `Set ${shown.join(' or ')}, or leave it out`),
  })
}

/** Takes every value but these, which is kept only. @param does a sentence: what Ferry does instead */
export function except(name: string, values: readonly Json[], does: string, set = 'Leave it out'): Rows {
  const refused = values.map((value) => JSON.stringify(value))
  return checked(name, {
    takes: (value) => !refused.includes(JSON.stringify(value)),
    taken: `every value but ${refused.join(', ')}, and does nothing with it`,
    does,
    set,
  })
}

/** Takes what passes a test. */
export function checked(name: string, row: Omit<Extract<Row, { kind: 'checked' }>, 'kind'>): Rows {
  return { [name]: { kind: 'checked', ...row } }
}

/** Rows of an object that is a member: each path with its name before it. */
export function within(name: string, rows: Rows): Rows {
  return Object.fromEntries(Object.entries(rows).map(([path, row]) => [`${name}.${path}`, row]))
}

/** @returns what becomes of the field, as sentences; undefined for one that does what it says */
export function rowText(row: Row): string | undefined {
  switch (row.kind) {
    case 'obeyed':
      return undefined
    case 'kept':
      return `Kept only: ${row.why}`
    case 'unused':
      return `Not used: ${row.why}`
    case 'checked':
      return `Ferry takes ${row.taken === '' ? 'null alone' : row.taken}. ${row.does}`
    case 'told':
      return 'Set by the server. It can be sent as it was read.'
    case 'fixed':
      return 'Cannot be changed. It can be sent as it was read.'
  }
}

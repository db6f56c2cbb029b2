/** Checks the members of a body against what is known of them. @module */
import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../../runtime/index.ts'
import { misspelt, nearestName } from '../../common/nearest.ts'
import type { Row } from './row.ts'
import type { Shape } from './shape.ts'

/** The first thing that is wrong with a body. */
export interface FieldProblem {
  /** Path of the object that it is in; empty for the body itself. */
  at: string
  /** Names the field, and says what to do. */
  message: string
}

type Fields = { [name: string]: unknown }

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Looks for members that nobody knows, and for values that promise what Ferry does not do.
 *
 * @param current the same object as it was read: what is in the body unchanged is no problem
 * @returns undefined when there is nothing
 */
export function fieldProblem(
  value: unknown,
  shape: Shape,
  current: unknown,
  path = '',
): FieldProblem | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const problem = fieldProblem(item, shape, undefined, path)
      if (problem) return problem
    }
    return undefined
  }
  if (!isObject(value) || !shape.members) return undefined
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue
    const before = isObject(current) ? own(current, name) : undefined
    if (before !== undefined && isDeepStrictEqual(inner, before)) continue
    const member = shape.members.get(name)
    if (!member) {
      const problem = unknownName(name, shape)
      if (problem !== undefined) return { at: path, message: problem }
      continue
    }
    const problem = member.row && rowProblem(name, inner, member.row)
    if (problem !== undefined) return { at: path, message: problem }
    const deeper = fieldProblem(inner, member.shape, before, path === '' ? name : `${path}.${name}`)
    if (deeper) return deeper
  }
  return undefined
}

/**
 * Looks for objects that are something else: of those that the schema describes it has said so itself.
 *
 * @returns undefined when there is none
 */
export function groupProblem(value: unknown, shape: Shape): FieldProblem | undefined {
  if (!isObject(value)) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const group = shape.members?.get(name)?.shape
    if (!group?.members || inner === null || inner === undefined) continue
    if (isObject(inner) || (Array.isArray(inner) && group.is_list)) {
      const problem = groupProblem(inner, group)
      if (problem) return { ...problem, at: problem.at === '' ? name : `${name}.${problem.at}` }
    } else if (group.members.size > 0 && group.further === undefined) {
      return { at: '', message: `'${name}' must be an object.` }
    }
  }
  return undefined
}

function own(object: Fields, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** Most characters of a name, or of a value, that an error repeats. */
const MOST_SHOWN = 64

function unknownName(name: string, { members, further }: Shape): string | undefined {
  const known = [...(members?.keys() ?? [])]
  if (further === 'taken') return undefined
  const meant = further === undefined ? nearestName(name, known) : misspelt(name, known)
  if (further !== undefined && meant === undefined) return undefined
  const shown = name.slice(0, MOST_SHOWN).toWellFormed()
  return `'${shown}' is not known.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`
}

function rowProblem(name: string, value: unknown, row: Row): string | undefined {
  // Not set, or to be cleared.
  if (value === null || value === '') return undefined
  switch (row.kind) {
    case 'obeyed':
    case 'kept':
    case 'unused':
      return undefined
    case 'told':
      return `'${name}' is set by the server. Leave it out.`
    case 'fixed':
      return `'${name}' cannot be changed. ${row.instead}.`
    case 'checked':
      if (row.takes(value as Json)) return undefined
      return `'${name}' cannot be ${shownValue(value)}. ${row.does} ${row.set}.`
  }
}

function shownValue(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length <= MOST_SHOWN ? text.toWellFormed() : Array.isArray(value) ? 'this list' : 'this value'
}

/** Most fields that are told of. */
const MOST_TOLD = 20

/** @returns paths of what is taken and does nothing, at most 20 @param into collects them */
export function keptOnly(value: unknown, shape: Shape, path = '', into: string[] = []): string[] {
  if (!isObject(value) || !shape.members) return into
  for (const [name, inner] of Object.entries(value)) {
    if (into.length >= MOST_TOLD) break
    if (inner === undefined || inner === null) continue
    const member = shape.members.get(name)
    const own = path === '' ? name : `${path}.${name}`
    if (!member) {
      // Members of records are what the caller makes them, and those of a request are handed on.
      if (path !== '' && shape.further === 'taken_unless_misspelt') into.push(own)
    } else if (member.row?.kind === 'kept' || member.row?.kind === 'unused') into.push(own)
    else keptOnly(inner, member.shape, own, into)
  }
  return into
}

/** Takes out what is null and may be missing: in a new object nothing is there to clear. */
export function withoutNulls(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, shape))
  if (!isObject(value) || !shape.members) return value
  const { members } = shape
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const member = members.get(name)
      if (!member) return [[name, inner]]
      if (inner === null && !member.is_required && !member.takes_null) return []
      return [[name, withoutNulls(inner, member.shape)]]
    }),
  )
}

/**
 * Parts what changes from what is there already.
 *
 * @param current the object as it was read
 * @param whole member that replaces what was there whole: what is unchanged in it is parted too
 * @returns `kept`: the unchanged members of `whole`, if anything in it changes
 */
export function changedFields(
  body: unknown,
  current: object,
  whole?: string,
): { changed: unknown; kept: Fields | undefined } {
  if (!isObject(body)) return { changed: body, kept: undefined }
  const known: Fields = { ...current }
  const differs =
    (of: Fields) =>
    ([name, value]: [string, unknown]) =>
      value === undefined || !Object.hasOwn(of, name) || !isDeepStrictEqual(value, of[name])
  const changed: Fields = Object.fromEntries(Object.entries(body).filter(differs(known)))
  const inner = whole === undefined ? undefined : changed[whole]
  const innerKnown = whole === undefined ? undefined : known[whole]
  if (whole === undefined || !isObject(inner) || !isObject(innerKnown)) return { changed, kept: undefined }
  const isChanged = differs(innerKnown)
  const members = Object.entries(inner)
  changed[whole] = Object.fromEntries(members.filter(isChanged))
  return { changed, kept: Object.fromEntries(members.filter((member) => !isChanged(member))) }
}

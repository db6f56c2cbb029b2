/** Compares the end of a run with what a test expects. @module */
import { isDeepStrictEqual } from 'node:util'
import type { Json, ScriptOutcome } from '../../runtime/index.ts'
import type { Expectation } from './fixtures.ts'
import { outcomeLine } from './outcome-text.ts'

/**
 * @param actual compared
 * @param shown the same outcome, redacted: what the lines tell
 * @returns lines that say what differs; empty when the outcome is as expected
 */
export function differences(expected: Expectation, actual: ScriptOutcome, shown: ScriptOutcome): string[] {
  if ('nobody' in expected) return actual.kind === 'none' ? [] : other('nobody', shown)
  if ('error' in expected) return errorDifferences(expected.error, actual, shown)
  if (actual.kind !== 'value' || shown.kind !== 'value') {
    return other('profile' in expected ? 'a profile' : `the value ${JSON.stringify(expected.value)}`, shown)
  }
  if ('value' in expected) return members('', expected.value, actual.value, shown.value, 'whole')
  return members('', expected.profile, actual.value, shown.value, 'part')
}

function other(wanted: string, shown: ScriptOutcome): string[] {
  const value = shown.kind === 'value' ? `: ${JSON.stringify(shown.value)}` : ''
  return [`expected: ${wanted}`, `got:      the script ${outcomeLine(shown)}${value}`]
}

type ExpectedError = Extract<Expectation, { error: unknown }>['error']

function errorDifferences(expected: ExpectedError, actual: ScriptOutcome, shown: ScriptOutcome): string[] {
  if (actual.kind !== 'rejection' && actual.kind !== 'failure') {
    return other(typeof expected === 'string' ? `the error ${expected}` : 'an error', shown)
  }
  const names = actual.kind === 'rejection' ? [actual.class] : [actual.code, ...present(actual.name)]
  const codes =
    actual.kind === 'rejection' ? present(actual.code) : [actual.code, ...present(actual.error_code)]
  if (typeof expected === 'string') {
    return names.includes(expected) || codes.includes(expected) ? [] : other(`the error ${expected}`, shown)
  }
  const { name, message, code, line } = expected
  const wrong = [
    ...(name === undefined || names.includes(name) ? [] : memberLines('name', name, names)),
    ...(message === undefined || actual.message === message
      ? []
      : memberLines('message', message, [actual.message])),
    ...(code === undefined || codes.includes(code) ? [] : memberLines('code', code, codes)),
  ]
  const at = actual.kind === 'failure' ? actual.line : undefined
  if (line !== undefined && line !== at) wrong.push(...memberLines('line', line, present(at)))
  return wrong
}

const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value])

function memberLines(name: string, expected: Json, got: readonly Json[]): string[] {
  const texts = got.map((value) => JSON.stringify(value)).join(' or ')
  return [`${name}`, `  expected: ${JSON.stringify(expected)}`, `  got:      ${texts || 'nothing'}`]
}

/** A value that a member's absence is told apart from. */
type Member = Json | undefined

const isObject = (value: Member): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @param extent `part`: members that are not expected may be there */
function members(
  path: string,
  expected: Member,
  actual: Member,
  shown: Member,
  extent: 'part' | 'whole',
): string[] {
  if (!isObject(expected) || !isObject(actual)) {
    return isDeepStrictEqual(expected, actual) ? [] : memberTexts(path, expected, shown)
  }
  const names = extent === 'part' ? Object.keys(expected) : Object.keys({ ...expected, ...actual })
  return names.flatMap((name) =>
    members(
      path === '' ? name : `${path}.${name}`,
      own(expected, name),
      own(actual, name),
      isObject(shown) ? own(shown, name) : undefined,
      extent,
    ),
  )
}

const own = (object: { [key: string]: Json }, name: string): Member =>
  Object.hasOwn(object, name) ? object[name] : undefined

const textOf = (value: Member): string => (value === undefined ? 'nothing' : JSON.stringify(value))

function memberTexts(path: string, expected: Member, shown: Member): string[] {
  return [path || 'the value', `  expected: ${textOf(expected)}`, `  got:      ${textOf(shown)}`]
}

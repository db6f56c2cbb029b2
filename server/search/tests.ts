/** Turns a value of a query into a test of its field. @module */
import type { Bound, PatternPart, SearchTest } from '../store/contract.ts'
import type { FoundField } from './fields.ts'
import { SearchSyntaxError } from './syntax-error.ts'
import { readTime } from './times.ts'
import type { Token } from './tokens.ts'

/** Least number of characters in a pattern that begins with a wildcard, because such a pattern reads every text. */
const LEAST_AFTER_STAR = 3
const MOST_WILDCARDS = 5

/** Bounds of a range or a comparison. */
interface Range {
  low: string | undefined
  high: string | undefined
  low_inclusive: boolean
  high_inclusive: boolean
}

/** @throws {SearchSyntaxError} the field does not allow such a value */
export function testOf({ name, kind, path }: FoundField, token: Token): SearchTest {
  const range = rangeOf(token)
  const isEverything = token.kind === 'word' && token.parts.every((part) => part.kind === 'many')
  if (isEverything || (range && range.low === undefined && range.high === undefined))
    return { kind: 'exists' }
  const refuse = (problem: string): never => {
    throw new SearchSyntaxError(token.at, `${[name, ...path].join('.')} ${problem}`)
  }
  switch (kind.kind) {
    case 'flag': {
      const text = plainText(token)
      return text === 'true' || text === 'false'
        ? { kind: 'flag', value: text === 'true' }
        : refuse('takes true or false')
    }
    case 'number':
      return range ? numberRange(range, refuse) : numberIs(plainText(token), refuse)
    case 'date':
      return range ? dateRange(range, refuse) : dateIs(plainText(token), refuse)
    case 'folded':
    case 'exact':
      return range ? textRange(range, name, refuse) : textTest(token, refuse)
    case 'json': {
      const test = range ? textRange(range, name, refuse) : textTest(token, refuse)
      if (!kind.patterns && (test.kind === 'range' || test.kind === 'pattern')) {
        return refuse('takes no wildcards and no ranges')
      }
      return test
    }
  }
}

type Refuse = (problem: string) => never

function rangeOf(token: Token): Range | undefined {
  if (token.kind === 'range') return token
  if (token.kind !== 'compare') return undefined
  const value = token.value
  const inclusive = token.sign.endsWith('=')
  return {
    low: token.sign.startsWith('>') ? value : undefined,
    high: token.sign.startsWith('<') ? value : undefined,
    low_inclusive: inclusive,
    high_inclusive: inclusive,
  }
}

/** @returns undefined when there is a wildcard */
function plainText(token: Token): string | undefined {
  if (token.kind === 'quoted') return token.text
  const [only, ...rest] = token.kind === 'word' ? token.parts : []
  return only?.kind === 'text' && rest.length === 0 ? only.text : undefined
}

function textTest(token: Token, refuse: Refuse): SearchTest {
  const text = plainText(token)
  if (text === '')
    return refuse('is compared with an empty text: to find those without one, use NOT _exists_')
  if (text !== undefined) return { kind: 'is', value: text }
  if (token.kind !== 'word') return refuse('needs a value after its colon')
  return { kind: 'pattern', parts: checkedPattern(token.parts, refuse) }
}

function checkedPattern(parts: readonly PatternPart[], refuse: Refuse): readonly PatternPart[] {
  const [first, second] = parts
  if (first?.kind !== 'text' && (second?.kind !== 'text' || [...second.text].length < LEAST_AFTER_STAR)) {
    return refuse(
      `takes a pattern that starts with * only when at least ${LEAST_AFTER_STAR} characters follow`,
    )
  }
  if (parts.filter((part) => part.kind !== 'text').length > MOST_WILDCARDS) {
    return refuse(`takes at most ${MOST_WILDCARDS} wildcards in one pattern`)
  }
  return parts
}

function textRange(range: Range, name: string, refuse: Refuse): SearchTest {
  // Domains have no order.
  if (name === 'email.domain' || name.startsWith('identities.')) return refuse('takes no ranges')
  return rangeTest(range, (text) => ({ first: text, last: text }), refuse)
}

const numberOf = (text: string): { first: number; last: number } | undefined =>
  /^-?\d{1,15}$/.test(text) ? { first: Number(text), last: Number(text) } : undefined

function numberIs(text: string | undefined, refuse: Refuse): SearchTest {
  const number = numberOf(text ?? '')
  return number ? between(number) : refuse('takes a whole number, such as 5, or a range of them')
}

function numberRange(range: Range, refuse: Refuse): SearchTest {
  return rangeTest(range, numberOf, () => refuse('takes whole numbers'))
}

function dateIs(text: string | undefined, refuse: Refuse): SearchTest {
  const time = readTime(text ?? '')
  return time
    ? between(time)
    : refuse(`takes a date, such as 2026-11-24 or ${'"2026-11-24T10:00:00Z"'}, or a range of them`)
}

function dateRange(range: Range, refuse: Refuse): SearchTest {
  return rangeTest(range, readTime, () => refuse('takes dates, such as 2026-11-24 or 2026-11-24T10:00:00Z'))
}

const between = ({ first, last }: { first: number; last: number }): SearchTest => ({
  kind: 'range',
  low: { value: first, inclusive: true },
  high: { value: last, inclusive: true },
})

/** A bound includes its whole day or year: `[2026 TO 2026]` is that year, `{2026 TO *]` is the time after it. */
function rangeTest<V extends string | number>(
  { low, high, low_inclusive, high_inclusive }: Range,
  read: (text: string) => { first: V; last: V } | undefined,
  refuse: Refuse,
): SearchTest {
  const lows = low === undefined ? undefined : (read(low) ?? refuse(''))
  const highs = high === undefined ? undefined : (read(high) ?? refuse(''))
  const bound = (value: string | number, inclusive: boolean): Bound => ({ value, inclusive })
  return {
    kind: 'range',
    ...(lows && { low: bound(low_inclusive ? lows.first : lows.last, low_inclusive) }),
    ...(highs && { high: bound(high_inclusive ? highs.last : highs.first, high_inclusive) }),
  }
}

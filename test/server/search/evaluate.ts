/** A second implementation of the search, without SQL: over users in memory. @module */
import type { Json } from '../../../runtime/index.ts'
import type { PatternPart, SearchNode, SearchTest, User } from '../../../server/store/contract.ts'

/** Whether the search finds the user. */
export function isFound(user: User, node: SearchNode): boolean {
  switch (node.kind) {
    case 'and':
      return node.parts.every((part) => isFound(user, part))
    case 'or':
      return node.parts.some((part) => isFound(user, part))
    case 'not':
      return !isFound(user, node.part)
    case 'word':
      return [user.email, user.username, user.profile.name, user.user_id]
        .filter((text) => typeof text === 'string')
        .join('\n')
        .toLowerCase()
        .includes(node.text.toLowerCase())
    case 'field':
      return passes(user, node.field, node.path, node.test)
  }
}

const FOLDED = ['email', 'name', 'given_name', 'family_name', 'nickname', 'email.domain']

function passes(user: User, field: string, path: readonly string[], test: SearchTest): boolean {
  const values = valuesOf(user, field, path)
  if (test.kind === 'exists') return values.length > 0
  if (path.length > 0) return values.some((value) => jsonPasses(value, test))
  const folds = FOLDED.includes(field)
  return values.some((value) => valuePasses(value, test, folds))
}

type ValueTest = Exclude<SearchTest, { kind: 'exists' }>

function valuePasses(value: unknown, test: ValueTest, folds: boolean): boolean {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (test.kind) {
    case 'is':
      return fold(String(value), folds) === fold(test.value, folds)
    case 'flag':
      return value === test.value
    case 'pattern':
      return matches(fold(String(value), folds), test.parts, folds)
    case 'range':
      return isBetween(typeof value === 'string' ? fold(value, folds) : Number(value), test, folds)
  }
}

const fold = (text: string, folds: boolean): string => (folds ? text.toLowerCase() : text)

function valuesOf(user: User, field: string, path: readonly string[]): unknown[] {
  const identities = user.identities
  switch (field) {
    case 'identities.connection':
      return identities.map(({ connection }) => connection)
    case 'identities.provider':
      return identities.map(({ provider }) => provider)
    case 'identities.user_id':
      return identities.map(({ external_id }) => external_id)
    case 'email.domain':
      return user.email === undefined ? [] : [user.email.slice(user.email.lastIndexOf('@') + 1)]
    case 'user_metadata':
      return atPath(user.user_metadata, path)
    case 'app_metadata':
      return atPath(user.app_metadata, path)
    default: {
      const value = field in user ? Reflect.get(user, field) : user.profile[field]
      return value === undefined ? [] : [value]
    }
  }
}

function atPath(root: Json, path: readonly string[]): unknown[] {
  let value: unknown = root
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return []
    value = Reflect.get(value, key)
  }
  const values: unknown[] = Array.isArray(value) ? value : [value]
  const isEmptyObject = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && Object.keys(one).length === 0 && !Array.isArray(value)
  return values.filter((one) => one !== null && !isEmptyObject(one))
}

function jsonPasses(value: unknown, test: ValueTest): boolean {
  if (typeof value === 'object') return false
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (test.kind) {
    case 'is':
      return typeof value === 'number' ? value === Number(test.value) : String(value) === test.value
    case 'flag':
      return false
    case 'pattern':
      return typeof value === 'string' && matches(value, test.parts, false)
    case 'range': {
      const bounds = [test.low, test.high].flatMap((bound) => (bound ? [String(bound.value)] : []))
      const numeric = bounds.every((bound) => /^-?\d+(\.\d+)?$/.test(bound))
      if (numeric !== (typeof value === 'number') || typeof value === 'boolean') return false
      return isBetween(value as string | number, test, false)
    }
  }
}

function matches(text: string, parts: readonly PatternPart[], folds: boolean): boolean {
  const source = parts.map((part) => {
    if (part.kind === 'many') return '[\\s\\S]*'
    return part.kind === 'one' ? '[\\s\\S]' : RegExp.escape(fold(part.text, folds))
  })
  return new RegExp(`^${source.join('')}$`, 'u').test(text)
}

/** Sorts by code points, as UTF-8 does. */
function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
}

function isBetween(
  value: string | number,
  { low, high }: Extract<SearchTest, { kind: 'range' }>,
  folds: boolean,
): boolean {
  const bound = (of: string | number) => (typeof of === 'string' ? fold(of, folds) : of)
  const above = low ? compare(value, bound(low.value)) : 1
  const below = high ? compare(value, bound(high.value)) : -1
  return (
    (above > 0 || (above === 0 && low?.inclusive === true)) &&
    (below < 0 || (below === 0 && high?.inclusive === true))
  )
}

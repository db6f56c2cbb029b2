/**
 * Markers of Auth0's deploy tool, which stand for a value of the target: `##KEY##` for text, `@@KEY@@` for JSON.
 *
 * @see auth0-deploy-cli, docs/keyword-replacement.md
 * @module
 */

/** Keys of the markers in a connection, each once. */
export interface Markers {
  text: readonly string[]
  json: readonly string[]
}

const TEXT = /##(\w{1,100})##/g
const JSON_VALUE = /@@(\w{1,100})@@/g

/** @returns the markers of all texts */
export function markersOf(texts: readonly string[]): Markers {
  const all = (pattern: RegExp): string[] => [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, key = '']) => key))),
  ]
  return { text: all(TEXT), json: all(JSON_VALUE) }
}

/** A marker for JSON may stand without quotation marks, where JSON allows none: it gets some. */
export function readJson(
  text: string,
): { kind: 'read'; value: { [key: string]: unknown } } | { kind: 'broken' } {
  try {
    const value: unknown = JSON.parse(text.replaceAll(/"?@@(\w{1,100})@@"?/g, '"@@$1@@"'))
    return typeof value === 'object' && value !== null
      ? { kind: 'read', value: { ...value } }
      : { kind: 'broken' }
  } catch {
    return { kind: 'broken' }
  }
}

/** @param values typed by the person, by key. @returns the text of a script or of a value with the values in it */
export function filled(text: string, values: { readonly [key: string]: string }): string {
  return text
    .replaceAll(TEXT, (marker, key: string) => values[key] ?? marker)
    .replaceAll(JSON_VALUE, (marker, key: string) => {
      const value = values[key]
      return value === undefined ? marker : JSON.stringify(parsed(value))
    })
}

/** Fills markers in all texts of a value; a text that is one marker for JSON becomes its value. */
export function filledValue(value: unknown, values: { readonly [key: string]: string }): unknown {
  if (typeof value === 'string') {
    const [, key] = /^@@(\w{1,100})@@$/.exec(value) ?? []
    const given = key === undefined ? undefined : values[key]
    return given === undefined ? filled(value, values) : parsed(given)
  }
  if (Array.isArray(value)) return value.map((one) => filledValue(one, values))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledValue(one, values)]))
  return value
}

/** What is no JSON is a text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

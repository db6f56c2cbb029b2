/** Parameters of `/authorize`, bounded before anything else looks at them. @module */

/** Most parameters of a request. */
const MOST_PARAMETERS = 50
const MOST_BYTES = 2_000
/** The application's own text, which it gets back. */
const MOST_STATE_BYTES = 4_000

/** Parameters by name, each sent once. */
export type Parameters = ReadonlyMap<string, string>

/** Why parameters cannot be used; `name` is shortened. */
export interface BadParameter {
  name: string
  reason: 'too_many' | 'twice' | 'too_long' | 'characters'
}

/**
 * Reads what was sent, query or form. Parameters without a value count as missing (RFC 6749, section 3.1).
 *
 * @param sent texts, or lists of texts, by name
 */
export function readParameters(
  sent: unknown,
): { kind: 'parameters'; parameters: Parameters } | { kind: 'bad'; bad: BadParameter } {
  const entries = Object.entries(typeof sent === 'object' && sent !== null ? sent : {})
  const bad = (name: string, reason: BadParameter['reason']) => ({
    kind: 'bad' as const,
    bad: { name: name.slice(0, 64).toWellFormed(), reason },
  })
  if (entries.length > MOST_PARAMETERS) return bad('', 'too_many')
  const parameters = new Map<string, string>()
  for (const [name, value] of entries) {
    if (typeof value !== 'string') return bad(name, 'twice')
    if (value === '') continue
    if (Buffer.byteLength(value) > (name === 'state' ? MOST_STATE_BYTES : MOST_BYTES)) {
      return bad(name, 'too_long')
    }
    if (value.includes('\0') || !value.isWellFormed()) return bad(name, 'characters')
    parameters.set(name, value)
  }
  return { kind: 'parameters', parameters }
}

/** @returns the words of a parameter that is a list separated by blanks, each once */
export function wordsOf(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(' ').filter((word) => word !== ''))]
}

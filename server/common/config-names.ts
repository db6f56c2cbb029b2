/** Variables whose names look like settings but are not. @module */
import { editsBetween } from './nearest.ts'

/** Read by tests and tools, or printed for other programs: these are no mistakes. */
const OTHERS = [/^FERRY_TEST_/, /^FERRY_SCREENSHOTS$/, /^FERRY_CLIENT_(?:ID|SECRET)$/]

/** Kubernetes sets these for each service; one may well be called `ferry`. */
const SERVICE_LINK =
  /^FERRY_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)?)$/
const SERVICE_VALUE = /^(?:(?:tcp|udp|sctp):\/\/\S+|\d+|tcp|udp|sctp|[\d.]+|[\da-f:]+)$/i

/** Maximum number of edits between a name and a setting, when the name does not start with `FERRY_`. */
const MOST_WRONG = 2
/** Maximum share of edited letters when it does. */
const MOST_WRONG_SHARE = 0.4

/**
 * Finds variables that were probably meant as settings: names that begin with `FERRY_`, in any case, and names that differ
 * from a setting by two letters.
 *
 * @param known every setting
 * @returns a line for each, with the nearest name; never a value
 */
export function unknownSettings(environment: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const ours = known.filter((name) => name.startsWith('FERRY_'))
  return Object.entries(environment).flatMap(([name, value = '']) => {
    if (known.includes(name) || OTHERS.some((pattern) => pattern.test(name))) return []
    if (SERVICE_LINK.test(name) && SERVICE_VALUE.test(value) && !isPortSetting(name, value)) return []
    const nearest = nearestOf(name, ours)
    const looksLikeOurs = /^FERRY[_-]/i.test(name)
    if (!looksLikeOurs && nearest.wrong > MOST_WRONG) return []
    if (isPortSetting(name, value)) return [`${name} is not a setting of Ferry. Did you mean PORT?`]
    return nearest.wrong <= Math.max(MOST_WRONG, nearest.name.length * MOST_WRONG_SHARE)
      ? [`${name} is not a setting of Ferry. Did you mean ${nearest.name}?`]
      : [`${name} is not a setting of Ferry. Unset it, or use one of: ${known.join(', ')}`]
  })
}

/** Kubernetes sets `FERRY_PORT` to an address with a scheme, a person to a number. */
function isPortSetting(name: string, value: string): boolean {
  return name === 'FERRY_PORT' && /^\d+$/.test(value)
}

function nearestOf(name: string, known: readonly string[]): { name: string; wrong: number } {
  return known
    .map((one) => ({ name: one, wrong: editsBetween(name.toUpperCase(), one) }))
    .reduce((best, one) => (one.wrong < best.wrong ? one : best))
}

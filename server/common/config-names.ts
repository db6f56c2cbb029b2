/** Names of variables that look like settings and are none. @module */
import { editsBetween } from './nearest.ts'

/** Read by tests and tools, or printed for other programs: no mistake when they are there. */
const OTHERS = [/^FERRY_TEST_/, /^FERRY_SCREENSHOTS$/, /^FERRY_CLIENT_(?:ID|SECRET)$/]

/** Kubernetes sets these for each service; one may well be called `ferry`. */
const SERVICE_LINK =
  /^FERRY_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)?)$/
const SERVICE_VALUE = /^(?:(?:tcp|udp|sctp):\/\/\S+|\d+|tcp|udp|sctp|[\d.]+|[\da-f:]+)$/i

/** Letters that may be wrong in a name that does not begin as settings do. */
const MOST_WRONG = 2
/** Of a name that does, this share. */
const MOST_WRONG_SHARE = 0.4

/**
 * Finds variables whose writer thought that they are settings: names that begin with `FERRY_`, in any case, and those that
 * are a setting's but for two letters.
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
    if (isPortSetting(name, value)) return [`${name} is no setting of Ferry. Did you mean PORT?`]
    return nearest.wrong <= Math.max(MOST_WRONG, nearest.name.length * MOST_WRONG_SHARE)
      ? [`${name} is no setting of Ferry. Did you mean ${nearest.name}?`]
      : [`${name} is no setting of Ferry. Unset it, or use one of: ${known.join(', ')}`]
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

/** Names of variables that look like settings and are none. @module */

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
    .map((one) => ({ name: one, wrong: distance(name.toUpperCase(), one) }))
    .reduce((best, one) => (one.wrong < best.wrong ? one : best))
}

/** @returns letters to put in, leave out, change or swap with their neighbour to get from one to the other */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const changed = (last[j - 1] ?? 0) + (isSame ? 0 : 1)
      let least = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Names the browser of a session. @module */

/** Names in a `User-Agent`, the more special first: Edge and Opera also say “Chrome”, and all of these say “Safari”. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const

/** iPads and iPhones also say “Mac OS X”, and Android says “Linux”. */
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

const MOST_SHOWN = 60

/**
 * @param user_agent the header, which anyone may have written
 * @returns `Firefox, Linux`; the start of the header itself when neither is known; undefined without a header
 */
export function deviceName(user_agent: string | undefined): string | undefined {
  if (user_agent === undefined || user_agent === '') return undefined
  const known = [BROWSERS, SYSTEMS].flatMap((names) => {
    const found = names.find(([mark]) => user_agent.includes(mark))
    return found ? [found[1]] : []
  })
  if (known.length > 0) return known.join(', ')
  return user_agent.length <= MOST_SHOWN ? user_agent : `${user_agent.slice(0, MOST_SHOWN)}…`
}

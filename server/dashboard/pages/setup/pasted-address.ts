/** The address of a database as one text, which fills several keys of a template. @module */

const SCHEMES = /^(?:mysql|mariadb|postgres|postgresql|sqlserver|mssql):$/

const PARTS = ['PORT', 'USER', 'PASSWORD', 'DATABASE'] as const

/** Whether a key is the host of a database whose other keys are there, too: `MYSQL_HOST` beside `MYSQL_PORT` and so on. */
export function isHostOfFive(key: string, keys: readonly string[]): boolean {
  if (!key.endsWith('_HOST')) return false
  const prefix = key.slice(0, -'HOST'.length)
  return PARTS.every((part) => keys.includes(`${prefix}${part}`))
}

/**
 * @param text such as `mysql://name:password@host:3306/database`
 * @returns values by key, of what the address names; undefined when the text is no address of a database
 */
export function addressParts(
  key: string,
  keys: readonly string[],
  text: string,
): { [key: string]: string } | undefined {
  if (!isHostOfFive(key, keys) || !URL.canParse(text.trim())) return undefined
  const { protocol, hostname, port, username, password, pathname } = new URL(text.trim())
  if (!SCHEMES.test(protocol) || hostname === '') return undefined
  const prefix = key.slice(0, -'HOST'.length)
  const parts = {
    HOST: hostname.replace(/^\[|\]$/g, ''),
    PORT: port,
    USER: decoded(username),
    PASSWORD: decoded(password),
    DATABASE: decoded(pathname.slice(1)),
  }
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, value]) => (value === '' ? [] : [[`${prefix}${part}`, value]])),
  )
}

/** A password with a bare % is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

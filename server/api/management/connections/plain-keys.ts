/** Keys of a configuration whose values may be shown: hosts, users, databases and ports. @module */
import type { Connection } from '../../../store/contract.ts'

type Configuration = Connection['configuration']

/** Characters of URLs with credentials, and of lists of settings. */
const MAY_HOLD_CREDENTIALS = /[@=;]|:\/\//
const MOST_CHARS = 253

const LAST_WORDS = new Set([
  ...['host', 'hostname', 'server', 'port'],
  ...['user', 'username', 'database', 'db', 'dbname'],
  // As libpq reads them.
  ...['pghost', 'pgport', 'pguser', 'pgdatabase'],
])
const SECRET_WORDS = new Set(['password', 'passwd', 'pass', 'pwd', 'secret', 'token', 'key'])

/** Whether the dashboard should ask if the value may be shown: by its name, and by what it does not hold. */
export function isProposed(key: string, value: string): boolean {
  if (value === '' || value.length > MOST_CHARS || MAY_HOLD_CREDENTIALS.test(value)) return false
  const words = wordsOf(key)
  const last = words.at(-1) ?? ''
  const isName = last === 'name' && ['database', 'db', 'user', 'host', 'server'].includes(words.at(-2) ?? '')
  return (LAST_WORDS.has(last) || isName) && !words.some((word) => SECRET_WORDS.has(word))
}

/** `MYSQL_HOST`, `mysqlHost`, `db.user`. */
function wordsOf(key: string): string[] {
  return key
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}

/**
 * Finds the keys that stay plain after their values changed: a new value that may contain a credential is secret until
 * an administrator says otherwise of it.
 */
export function plainWith(
  { plain = [], values: stored }: Configuration,
  values: Configuration['values'],
): string[] {
  return plain.filter((key) => {
    const value = values[key]
    return value !== undefined && (value === stored[key] || !MAY_HOLD_CREDENTIALS.test(value))
  })
}

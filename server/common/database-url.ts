/** `DATABASE_URL`: what it must be like. @module */
import { isLoopback } from './loopback.ts'

/** As libpq names them; its `allow` and `prefer` are refused, because they give way to an attacker. */
const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const
export type SslMode = (typeof SSL_MODES)[number]

const PARAMETERS: ReadonlySet<string> = new Set(['sslmode', 'options'])

const FORM = 'postgres://user:password@host:5432/database'

/** @returns what is wrong with an address of PostgreSQL, without repeating it; undefined when it can be used */
export function databaseUrlProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol)) return `must be of the form ${FORM}`
  if (url.hostname === '') return `names no host; it must be of the form ${FORM}`
  if (url.username === '') return `names no user; it must be of the form ${FORM}`
  if (!/^\/[^/]+$/.test(url.pathname)) return `names no database; it must be of the form ${FORM}`
  if (!isDecodable(url)) return 'has a % that is not followed by two hexadecimal digits; write it as %25'
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.has(name))
  if (unknown !== undefined)
    return 'has a parameter that Ferry does not know; it may have sslmode and options'
  const mode = url.searchParams.get('sslmode')
  if (mode !== null && !isSslMode(mode)) return `must have one of these as sslmode: ${SSL_MODES.join(', ')}`
  if (mode === null && !isLoopback(url.hostname)) {
    return (
      'names another machine without saying whether the connection is encrypted. Add ?sslmode=verify-full (and ' +
      'FERRY_DATABASE_CA for an authority of your own), or ?sslmode=disable on a network that nobody else is in'
    )
  }
  return undefined
}

export const isSslMode = (text: string | null): text is SslMode =>
  (SSL_MODES as readonly (string | null)[]).includes(text)

/** @returns where the store is, for people: without user and password */
export function placeOf(database_url: string): string {
  const { host, pathname } = new URL(database_url)
  return `The PostgreSQL database ${decodeURIComponent(pathname.slice(1))} at ${host}`
}

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

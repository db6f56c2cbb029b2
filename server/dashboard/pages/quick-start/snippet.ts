/** What a quick start is made of. @module */

/** Where the code runs, and which application it is. */
export interface Place {
  /** Origin of Ferry at this tenant: `https://ferry.example.com`. */
  issuer: string
  client_id: string
  /** Origin of the application. */
  app: string
  /** Identifier of an API of the tenant; undefined without one. */
  audience: string | undefined
}

/** What a library needs of the application's settings. */
export interface Needs {
  readonly callbacks?: readonly string[]
  readonly allowed_logout_urls?: readonly string[]
  readonly web_origins?: readonly string[]
  readonly grant_types?: readonly string[]
}

/** A file of the code, or a command. */
interface SnippetFile {
  name: string
  code: string
}

/** The quick start of one library. */
export interface Snippet {
  /** Its name in the registry. */
  name: string
  /** Types of applications that it is for; an API calls nobody, and suits every type. */
  kinds: readonly string[]
  /** The library takes an issuer with https alone. */
  needs_https: boolean
  needs(place: Place): Needs
  files(place: Place): readonly SnippetFile[]
}

/** @returns host and port, as libraries want it that put `https://` before it */
export function hostOf({ issuer }: Place): string {
  return new URL(issuer).host
}

/** @returns the host, or the origin where `https://` before the host would be wrong */
export function domainOf(place: Place): string {
  return place.issuer.startsWith('https:') ? hostOf(place) : place.issuer
}

/** @returns a literal of JavaScript */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

/** @returns code that reads a variable of the environment, in which secrets belong */
export function fromEnvironment(name: string): string {
  return `${'process.env'}.${name}`
}

/** @returns lines as one text */
export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`
}

/** @returns the origin that a person typed as the address of their application; undefined for anything else */
export function originOf(typed: string): string | undefined {
  const url = URL.parse(typed.trim())
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' ? url.origin : undefined
}

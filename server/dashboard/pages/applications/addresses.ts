/** Addresses of an application: the rules of the server, with a sentence for each mistake. @module */
import { applicationText } from './text.ts'

/** Lists of addresses, in the order of the page. */
export const ADDRESS_FIELDS = ['callbacks', 'allowed_logout_urls', 'web_origins', 'allowed_origins'] as const

/** The name of a list in the API. */
export type AddressField = (typeof ADDRESS_FIELDS)[number]

/** Lists of addresses by name; a missing one stays as it is. */
export type Addresses = { readonly [field in AddressField]?: string[] }

/** Most addresses of a list. */
export const MOST_ADDRESSES = 100
const MOST_CHARACTERS = 2_000

/** A line that the server would refuse, or that has no effect. */
export interface Mistake {
  /** From 1. */
  line: number
  text: string
  /** The server takes the address: it only does nothing. */
  is_warning: boolean
}

/** @returns the addresses of a text, one on each line or separated by commas, each once */
export function addressesOf(typed: string): string[] {
  const lines = typed.split(/[\n,]/).map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** @returns what is wrong with the lines of a text, in their order */
export function mistakesOf(field: AddressField, typed: string): Mistake[] {
  const { mistakes: says } = applicationText.addresses
  const isOrigins = field === 'web_origins' || field === 'allowed_origins'
  const seen = new Set<string>()
  const found = typed.split('\n').flatMap((text, index): Mistake[] => {
    const line = index + 1
    return addressesOf(text).flatMap((address): Mistake[] => {
      seen.add(address)
      const refused = isOrigins ? problemOfOrigin(address) : problemOfAddress(address)
      if (refused !== undefined) return [{ line, text: refused, is_warning: false }]
      if (!isOrigins && address.includes('*')) return [{ line, text: says.wildcard, is_warning: true }]
      return []
    })
  })
  if (seen.size <= MOST_ADDRESSES) return found
  const last = typed.split('\n').length
  return [...found, { line: last, text: says.many(MOST_ADDRESSES), is_warning: false }]
}

/** Schemes that run or show what they carry, instead of leading to an application. */
const UNSAFE_SCHEME = /^(?:javascript|data|vbscript|file|blob|about):$/

function problemOfAddress(address: string): string | undefined {
  const { mistakes: says } = applicationText.addresses
  if (address.length > MOST_CHARACTERS) return says.long(MOST_CHARACTERS)
  const url = URL.parse(address)
  if (url === null) return says.incomplete
  if (UNSAFE_SCHEME.test(url.protocol)) return says.unsafe(url.protocol)
  if (address.includes('#')) return says.fragment
  if (url.username !== '' || url.password !== '') return says.credentials
  return undefined
}

/** Two labels at least follow the first. */
const WILDCARD_ORIGIN = /^https?:\/\/\*(?:\.[a-z0-9-]+){2,}(?::\d{1,5})?$/
const MOST_WILDCARD_CHARACTERS = 300

function problemOfOrigin(address: string): string | undefined {
  const { mistakes: says } = applicationText.addresses
  if (address.length > MOST_CHARACTERS) return says.long(MOST_CHARACTERS)
  if (address.includes('*')) {
    return address.length <= MOST_WILDCARD_CHARACTERS && WILDCARD_ORIGIN.test(address)
      ? undefined
      : says.wildcardOrigin
  }
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return says.noOrigin
  return url.origin === address ? undefined : says.origin(url.origin)
}

/** @returns the addresses that most applications of the type use, at an origin */
export function usualAddresses(kind: string, origin: string): Addresses {
  switch (kind) {
    case 'spa':
      return { callbacks: [origin], allowed_logout_urls: [origin], web_origins: [origin] }
    case 'regular_web':
      return { callbacks: [`${origin}/callback`], allowed_logout_urls: [origin] }
    default:
      return {}
  }
}

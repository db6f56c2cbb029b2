/** URL parsing for guests: V8 alone has no URL. @module */
import { domainToASCII, domainToUnicode } from 'node:url'
import * as z from 'zod'
import { parsed } from '../failure.ts'
import type { HostPower } from '../power.ts'

const Text = z.string().max(1024 * 1024)
const Parse = z.tuple([Text, Text.optional()])
const SETTABLE = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const
const Change = z.tuple([Text, z.enum(SETTABLE), Text])
const Domain = z.tuple([Text])

/** One part on each line; a parsed URL contains no line break. */
function lines(url: URL): string {
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } = url
  return [href, origin, protocol, username, password, host, hostname, port, pathname, search, hash].join('\n')
}

/** `url.parse(url, base?)` and `url.set(href, part, value)` answer the parts, or nothing when the result is no URL. */
export const urlPower: HostPower = {
  sync: {
    'url.parse'(_context, ...args) {
      const [input, base] = parsed(Parse, args)
      const url = URL.parse(input, base)
      return url ? lines(url) : undefined
    },
    'url.set'(_context, ...args) {
      const [href, part, value] = parsed(Change, args)
      const url = URL.parse(href)
      if (!url) return undefined
      try {
        url[part] = value
      } catch {
        return undefined
      }
      return lines(url)
    },
    'url.to_ascii': (_context, ...args) => domainToASCII(parsed(Domain, args)[0]),
    'url.to_unicode': (_context, ...args) => domainToUnicode(parsed(Domain, args)[0]),
  },
}

/** Single digests: NTLM, Whirlpool, and the schemes of LDAP's `userPassword`. @module */
import { Buffer } from '../../node/buffer.ts'
import { argon2 } from './argon2.ts'
import type { Options, Password, Scheme } from './scheme.ts'
import { choice, digest, fromBase64, fromHex, random, same, storedText } from './scheme.ts'
import { unixCrypt } from './unix-crypt.ts'

/** MD4 of the password in UTF-16, as 32 hex digits of either case. */
export const ntlm: Scheme = {
  async verify({ utf16 }, stored) {
    const expected = fromHex(storedText(stored))
    return expected?.length === 16 && same(digest('md4', utf16), expected)
  },
  async hash({ utf16 }) {
    return digest('md4', utf16).toString('hex')
  },
}

/** Options: `salt` (text or bytes), and `position` of it (`prefix`, `suffix`). */
function whirlpoolOf({ utf8 }: Password, options: Options): Buffer {
  const { salt = '' } = options
  const bytes = salt instanceof Uint8Array ? salt : Buffer.from(`${salt}`)
  const before = choice(options, 'position', ['prefix', 'suffix'], 'prefix') === 'prefix'
  return before ? digest('whirlpool', bytes, utf8) : digest('whirlpool', utf8, bytes)
}

/** Whirlpool as hex or base64. Options of both calls: `salt`, `position` of it (`prefix` or `suffix`; prefix). */
export const whirlpool: Scheme = {
  async verify(password, stored, options) {
    const text = storedText(stored)
    const expected = text.length === 128 ? fromHex(text) : fromBase64(text)
    return expected?.length === 64 && same(whirlpoolOf(password, options), expected)
  },
  async hash(password, options) {
    return whirlpoolOf(password, options).toString('hex')
  },
}

/** The digests of RFC 2307 and of OpenLDAP's pw-sha2. */
const LDAP: { readonly [scheme: string]: readonly [algorithm: string, bytes: number] } = {
  MD5: ['md5', 16],
  SHA: ['sha1', 20],
  SHA256: ['sha256', 32],
  SHA384: ['sha384', 48],
  SHA512: ['sha512', 64],
}
const LDAP_SALTED: { readonly [scheme: string]: keyof typeof LDAP } = {
  SMD5: 'MD5',
  SSHA: 'SHA',
  SSHA256: 'SHA256',
  SSHA384: 'SHA384',
  SSHA512: 'SHA512',
}
const LDAP_SALT_BYTES = 8

const LDAP_NAMES = [...Object.keys(LDAP), ...Object.keys(LDAP_SALTED)]

/**
 * @returns the scheme in braces, in capitals, and the text after it; undefined when the text has none of these schemes
 */
function ldapParts(stored: string): { name: string; rest: string } | undefined {
  const [, scheme = '', rest = ''] = /^\{([A-Za-z0-9]{1,12})\}(.*)$/.exec(stored) ?? []
  const name = scheme.toUpperCase()
  return name === 'CRYPT' || name === 'ARGON2' || LDAP_NAMES.includes(name) ? { name, rest } : undefined
}

/** @returns whether the text starts with a scheme that `ldap` supports */
export const isLdap = (stored: string): boolean => ldapParts(stored) !== undefined

/** `{SSHA}…` and its like; `{CRYPT}` and `{ARGON2}` as their own schemes. Option of `hash`: `scheme` (SSHA). */
export const ldap: Scheme = {
  async verify(password, stored, options) {
    const { name, rest } = ldapParts(storedText(stored)) ?? { name: '', rest: '' }
    if (name === 'CRYPT') return unixCrypt.verify(password, rest, options)
    if (name === 'ARGON2') return argon2.verify(password, rest, options)
    const [algorithm = '', bytes = 0] = LDAP[LDAP_SALTED[name] ?? name] ?? []
    const kept = fromBase64(rest)
    if (bytes === 0 || !kept) return false
    if (Object.hasOwn(LDAP_SALTED, name) ? kept.length < bytes : kept.length !== bytes) return false
    return same(digest(algorithm, password.utf8, kept.subarray(bytes)), kept.subarray(0, bytes))
  },
  async hash({ utf8 }, options) {
    const name = choice(options, 'scheme', LDAP_NAMES, 'SSHA')
    const [algorithm = ''] = LDAP[LDAP_SALTED[name] ?? name] ?? []
    const salt = Object.hasOwn(LDAP_SALTED, name) ? random(LDAP_SALT_BYTES) : Buffer.alloc(0)
    return `{${name}}${Buffer.concat([digest(algorithm, utf8, salt), salt]).toString('base64')}`
  },
}

/**
 * `require('legacy-hashes')`: password formats of old stores, each with `verify` and `hash`, and one `verify` that
 * recognises the format by its beginning. Thousands of rounds are computed on the host. @module
 */
import { argon2 } from './argon2.ts'
import { aspnetIdentity, aspnetMembership, isAspnetIdentity, simpleMembership } from './aspnet.ts'
import { isLdap, ldap, ntlm, whirlpool } from './digests.ts'
import { bcryptMatches, django, djangoHasher } from './django.ts'
import { pbkdf2, scrypt } from './phc.ts'
import { drupal7, phpass } from './phpass.ts'
import type { Password, Scheme } from './scheme.ts'
import { callable, passwordOf, publicScheme, storedText } from './scheme.ts'
import { unixCrypt } from './unix-crypt.ts'

const SCHEMES: { readonly [name: string]: Scheme } = {
  argon2,
  aspnetIdentity,
  aspnetMembership,
  django,
  drupal7,
  ldap,
  ntlm,
  pbkdf2,
  phpass,
  scrypt,
  simpleMembership,
  unixCrypt,
  whirlpool,
}

/** How each format is recognised. Formats without a distinctive beginning are missing. */
const BEGINNINGS: readonly (readonly [name: string, is: (stored: string) => boolean])[] = [
  ['bcrypt', (stored) => /^\$2[abxy]\$/.test(stored)],
  ['phpass', (stored) => /^\$[PH]\$/.test(stored)],
  ['drupal7', (stored) => /^(\$S\$|U\$[PHS]\$)/.test(stored)],
  ['unixCrypt', (stored) => /^\$(1|apr1|5|6)\$/.test(stored)],
  ['argon2', (stored) => /^\$argon2(id|i|d)\$/.test(stored)],
  ['scrypt', (stored) => stored.startsWith('$scrypt$')],
  ['pbkdf2', (stored) => /^\$pbkdf2(-[a-z0-9]+)?\$/.test(stored)],
  ['ldap', isLdap],
  ['django', (stored) => djangoHasher(stored) !== undefined],
  ['aspnetIdentity', isAspnetIdentity],
]

function identify(stored: unknown): string | undefined {
  const text = storedText(stored)
  return BEGINNINGS.find(([, is]) => is(text))?.[0]
}

async function verify(password: Password, stored: unknown): Promise<boolean> {
  const name = identify(stored)
  if (name === undefined) return false
  if (name === 'bcrypt') return bcryptMatches(password.utf8.toString('utf8'), storedText(stored))
  return SCHEMES[name]?.verify(password, stored, {}) ?? false
}

/** @returns the module as `require('legacy-hashes')` gives it */
export function legacyHashesFace(): object {
  const schemes = Object.entries(SCHEMES).map(([name, scheme]) => [name, publicScheme(scheme)])
  return {
    ...Object.fromEntries(schemes),
    identify,
    verify: callable((password, stored) => verify(passwordOf(password), stored)),
  }
}

/**
 * phpass (`$P$` of WordPress, `$H$` of phpBB) and what Drupal 7 made of it (`$S$`, SHA-512).
 *
 * @see https://www.openwall.com/phpass/
 * @module
 */
import { Buffer } from '../../node/buffer.ts'
import { received } from '../../node/bytes.ts'
import { hostAsk } from '../../node/host-call.ts'
import { CRYPT64, crypt64 } from './crypt64.ts'
import type { Scheme } from './scheme.ts'
import { choice, copy, count, digest, randomText, sameText, storedText } from './scheme.ts'

/** Maximum number of bytes that phpass reads. */
const MAX_PASSWORD_BYTES = 4096
/** Drupal 7 refuses longer passwords. */
const MAX_DRUPAL_PASSWORD_BYTES = 512
/** The length of Drupal's column; longer values are cut off. */
const DRUPAL_LENGTH = 55

/** The rounds are a power of two; its exponent is one character. */
const EXPONENT = { min: 7, max: 30 } as const

interface Setting {
  algorithm: 'md5' | 'sha512'
  rounds: number
  salt: string
  /** The twelve characters before the digest. */
  head: string
}

/** @returns the setting, such as `$P$B` and eight characters of salt; undefined when the text has none */
function settingOf(stored: string): Setting | undefined {
  const match = /^\$([PHS])\$([./0-9A-Za-z])([!-#%-~]{8})/.exec(stored)
  if (!match) return undefined
  const [head, letter, exponent = '', salt = ''] = match
  const power = CRYPT64.indexOf(exponent)
  if (power < EXPONENT.min || power > EXPONENT.max) return undefined
  return { algorithm: letter === 'S' ? 'sha512' : 'md5', rounds: 2 ** power, salt, head }
}

async function stretched(password: Uint8Array, { algorithm, rounds, salt, head }: Setting): Promise<string> {
  const cells = [algorithm, copy(password), copy(Buffer.from(salt)), rounds] as const
  const text = head + crypt64(received(await hostAsk('legacy.stretch', ...cells)))
  return algorithm === 'sha512' ? text.slice(0, DRUPAL_LENGTH) : text
}

async function matches(password: Uint8Array, stored: string): Promise<boolean> {
  const setting = settingOf(stored)
  const length = setting?.algorithm === 'sha512' ? DRUPAL_LENGTH : 34
  if (!setting || stored.length !== length) return false
  return sameText(await stretched(password, setting), stored)
}

function newSetting(letter: 'P' | 'H' | 'S', power: number): Setting {
  const made = settingOf(`$${letter}$${CRYPT64[power]}${randomText(8, CRYPT64)}`)
  if (!made) throw new Error('The setting is malformed.')
  return made
}

/** `$P$` and `$H$`. Options of `hash`: `rounds`, the exponent of two (13, as WordPress), `prefix` (`P` or `H`). */
export const phpass: Scheme = {
  async verify({ utf8 }, stored) {
    const text = storedText(stored)
    return utf8.length <= MAX_PASSWORD_BYTES && /^\$[PH]\$/.test(text) && matches(utf8, text)
  },
  async hash({ utf8 }, options) {
    const power = count(options, 'rounds', 13, EXPONENT.min, EXPONENT.max)
    return stretched(utf8, newSetting(choice(options, 'prefix', ['P', 'H'], 'P'), power))
  },
}

/** `$S$`, and with a `U` before it hashes of MD5 that an update of Drupal hashed once more. Option of `hash`: `rounds` (15). */
export const drupal7: Scheme = {
  async verify({ utf8 }, stored) {
    const text = storedText(stored)
    if (utf8.length > MAX_DRUPAL_PASSWORD_BYTES) return false
    if (!text.startsWith('U$')) return matches(utf8, text)
    return matches(Buffer.from(digest('md5', utf8).toString('hex')), text.slice(1))
  },
  async hash({ utf8 }, options) {
    return stretched(utf8, newSetting('S', count(options, 'rounds', 15, EXPONENT.min, EXPONENT.max)))
  },
}

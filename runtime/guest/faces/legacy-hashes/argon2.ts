/** Argon2 as PHC strings. @see RFC 9106 @see the PHC string format of the Password Hashing Competition @module */
import type { Buffer } from '../../node/buffer.ts'
import { received } from '../../node/bytes.ts'
import { hostAsk } from '../../node/host-call.ts'
import type { Scheme } from './scheme.ts'
import {
  choice,
  copy,
  count,
  fromBase64,
  fromDigits,
  random,
  same,
  storedText,
  toBareBase64,
} from './scheme.ts'

/** The parameters of one derivation. Sizes in bytes, memory in KiB. */
export interface Argon2Setting {
  type: 'argon2d' | 'argon2i' | 'argon2id'
  memory: number
  passes: number
  lanes: number
  salt: Uint8Array
  length: number
  secret?: Uint8Array | undefined
  data?: Uint8Array | undefined
}

export interface Argon2Hash extends Argon2Setting {
  /** 19 is 1.3, 16 is 1.0. */
  version: number
  tag: Uint8Array
}

const LEAST = { salt: 8, tag: 4, memoryOfLane: 8 } as const

/** @returns the parts of a PHC string; undefined when it is not one that argon2 could have written */
export function parseArgon2(stored: string): Argon2Hash | undefined {
  const match =
    /^\$(argon2(?:id|i|d))\$(?:v=(\d{1,3})\$)?m=(\d+),t=(\d+),p=(\d+)((?:,(?:keyid|data)=[A-Za-z0-9+/]*)*)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
      stored,
    )
  if (!match) return undefined
  const [, type, version = '16', m, t, p, more = '', saltText = '', tagText = ''] = match
  const [memory, passes, lanes] = [fromDigits(m), fromDigits(t), fromDigits(p)]
  const [salt, tag] = [fromBase64(saltText), fromBase64(tagText)]
  const data = fromBase64(/,data=([^,]*)/.exec(more)?.[1] ?? '')
  if (!memory || !passes || !lanes || !salt || !tag || !data) return undefined
  if (version !== '16' && version !== '19') return undefined
  if (salt.length < LEAST.salt || tag.length < LEAST.tag || memory < LEAST.memoryOfLane * lanes)
    return undefined
  if (lanes > 2 ** 24 - 1) return undefined
  const setting = { type: type as Argon2Setting['type'], memory, passes, lanes, salt, length: tag.length }
  return { ...setting, version: Number(version), tag, data: data.length > 0 ? data : undefined }
}

/** @returns the PHC string of a tag of version 1.3 */
export function writeArgon2(
  { type, memory, passes, lanes, salt, data }: Argon2Setting,
  tag: Uint8Array,
): string {
  const more = data && data.length > 0 ? `,data=${toBareBase64(data)}` : ''
  return `$${type}$v=19$m=${memory},t=${passes},p=${lanes}${more}$${toBareBase64(salt)}$${toBareBase64(tag)}`
}

/** The derivation itself, on the host. */
export async function deriveArgon2(password: Uint8Array, setting: Argon2Setting): Promise<Buffer> {
  const { type, memory, passes, lanes, salt, length, secret, data } = setting
  const more = [secret && copy(secret), data && copy(data)] as const
  const cells = [type, copy(password), copy(salt), lanes, length, memory, passes, ...more] as const
  return received(await hostAsk('crypto.argon2', ...cells))
}

/** @throws for a hash of version 1.0, which nothing here can compute */
export async function matchesArgon2(
  password: Uint8Array,
  hash: Argon2Hash,
  secret?: Uint8Array,
): Promise<boolean> {
  if (hash.version !== 19) throw new Error('Hashes of argon2 1.0 (v=16, or no v=) are not offered here.')
  return same(await deriveArgon2(password, { ...hash, secret }), hash.tag)
}

/** Options of `hash`: `type` (argon2id), `memory` in KiB (65536), `passes` (3), `lanes` (1), `length` of the tag (32). */
export const argon2: Scheme = {
  async verify({ utf8 }, stored) {
    const parsed = parseArgon2(storedText(stored))
    return parsed !== undefined && matchesArgon2(utf8, parsed)
  },
  async hash({ utf8 }, options) {
    const most = 2 ** 31 - 1
    const lanes = count(options, 'lanes', 1, 1, 64)
    const setting = {
      type: choice(options, 'type', ['argon2id', 'argon2i', 'argon2d'], 'argon2id'),
      memory: count(options, 'memory', 65536, LEAST.memoryOfLane * lanes, most),
      passes: count(options, 'passes', 3, 1, most),
      lanes,
      salt: random(16),
      length: count(options, 'length', 32, LEAST.tag, 1024),
    } as const
    return writeArgon2(setting, await deriveArgon2(utf8, setting))
  },
}

/** Symmetric ciphers for guests. @module */
import type { CipherGCMTypes, Cipheriv, Decipheriv } from 'node:crypto'
import { createCipheriv, createDecipheriv, getCipherInfo, getCiphers } from 'node:crypto'
import type { Cell } from '../abi.ts'
import type { Handle, HostPower } from '../power.ts'
import { bytes, computed, integer, keep, kept, taken, text } from './crypto-shared.ts'

const MAX_KEY_BYTES = 1024

interface CipherHandle extends Handle {
  readonly kind: 'cipher'
  /** Typed with the methods of authenticated modes: Node itself refuses them for other modes. */
  readonly cipher: Cipheriv | Decipheriv
  readonly authenticates: boolean
}

interface Authenticating {
  setAAD(data: Uint8Array, options?: { plaintextLength: number }): void
  setAuthTag(tag: Uint8Array): void
  getAuthTag(): Buffer
}

const authenticating = (cipher: Cipheriv | Decipheriv): Authenticating => cipher as unknown as Authenticating

/** Modes that end with a tag; ChaCha20-Poly1305 has no mode, only that name. */
const AUTHENTICATING: readonly (string | undefined)[] = ['gcm', 'ccm', 'ocb']

function begin(encrypt: Cell, algorithm: Cell, key: Cell, iv: Cell, tagLength: Cell): CipherHandle {
  const name = text(algorithm)
  const keyBytes = bytes(key, MAX_KEY_BYTES)
  const ivBytes = iv === null ? null : bytes(iv, MAX_KEY_BYTES)
  const options = tagLength === undefined ? undefined : { authTagLength: integer(tagLength, 1, 16) }
  const create = encrypt === true ? createCipheriv : createDecipheriv
  const cipher = computed(() => create(name as CipherGCMTypes, keyBytes, ivBytes as Uint8Array, options))
  const authenticates = AUTHENTICATING.includes(getCipherInfo(name)?.mode) || /poly1305/i.test(name)
  return { kind: 'cipher', cipher, authenticates, busy: () => false, close() {} }
}

/**
 * `crypto.cipherBegin(id, encrypt, algorithm, key, iv | null, tagLength?)`, then `cipherUpdate(id, bytes)`, `cipherAad(id, bytes,
 * plaintextLength?)`, `cipherPadding(id, on)`, `cipherTag(id, tag)` and, once, `cipherEnd(id)`: the last block, and after
 * encryption with authentication the tag, whose length is the last byte. `crypto.cipherInfo(name)` is JSON or undefined.
 */
export const cipherPower: HostPower = {
  sync: {
    'crypto.cipherBegin'(context, id, encrypt, algorithm, key, iv, tagLength) {
      keep(context, id, begin(encrypt, algorithm, key, iv, tagLength))
      return undefined
    },
    'crypto.cipherUpdate'(context, id, data) {
      const { cipher } = kept<CipherHandle>(context, id, 'cipher')
      return computed(() => cipher.update(bytes(data)))
    },
    'crypto.cipherAad'(context, id, data, plaintextLength) {
      const { cipher } = kept<CipherHandle>(context, id, 'cipher')
      const options =
        plaintextLength === undefined
          ? undefined
          : { plaintextLength: integer(plaintextLength, 0, 2 ** 31 - 1) }
      computed(() => authenticating(cipher).setAAD(bytes(data), options))
      return undefined
    },
    'crypto.cipherPadding'(context, id, on) {
      const { cipher } = kept<CipherHandle>(context, id, 'cipher')
      computed(() => cipher.setAutoPadding(on === true))
      return undefined
    },
    'crypto.cipherTag'(context, id, tag) {
      const { cipher } = kept<CipherHandle>(context, id, 'cipher')
      computed(() => authenticating(cipher).setAuthTag(bytes(tag, 64)))
      return undefined
    },
    'crypto.cipherEnd'(context, id) {
      const { cipher, authenticates } = taken<CipherHandle>(context, id, 'cipher')
      return computed(() => {
        const last = cipher.final()
        if (!authenticates || !('getAuthTag' in cipher)) return Buffer.concat([last, Buffer.of(0)])
        const tag = authenticating(cipher).getAuthTag()
        return Buffer.concat([last, tag, Buffer.of(tag.byteLength)])
      })
    },
    'crypto.ciphers': () => getCiphers().join(),
    'crypto.cipherInfo'(_context, nameOrNid, keyLength, ivLength) {
      const name = typeof nameOrNid === 'number' ? nameOrNid : text(nameOrNid)
      const info = computed(() =>
        getCipherInfo(name as string, {
          ...(keyLength !== undefined && { keyLength: integer(keyLength, 0, MAX_KEY_BYTES) }),
          ...(ivLength !== undefined && { ivLength: integer(ivLength, 0, MAX_KEY_BYTES) }),
        }),
      )
      return info && JSON.stringify(info)
    },
  },
}

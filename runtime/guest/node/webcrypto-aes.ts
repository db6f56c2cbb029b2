/** AES of `subtle`: CBC, CTR and GCM. @module */
import { Buffer } from './buffer.ts'
import { Cipheriv, Decipheriv } from './crypto-cipher.ts'
import type { Algorithm } from './webcrypto-keys.ts'
import { algorithmOf, arrayBuffer, domError, keyBytes, notSupported, source } from './webcrypto-keys.ts'

export const AES = ['AES-CBC', 'AES-CTR', 'AES-GCM'] as const

interface AesParameters {
  cipher: string
  iv: Uint8Array
  tag_bytes: number
  aad: Uint8Array | undefined
}

function aesParameters(algorithm: Algorithm, bytes: Uint8Array): AesParameters {
  const bits = bytes.length * 8
  switch (algorithm.name) {
    case 'AES-GCM': {
      const tag_bytes = Number(algorithm.tagLength ?? 128) / 8
      if (![4, 8, 12, 13, 14, 15, 16].includes(tag_bytes)) {
        throw domError('OperationError', `${algorithm.tagLength} is not a valid AES-GCM tag length`)
      }
      const { additionalData } = algorithm
      const aad =
        additionalData === undefined ? undefined : source(additionalData, 'algorithm.additionalData')
      return { cipher: `aes-${bits}-gcm`, iv: source(algorithm.iv, 'algorithm.iv'), tag_bytes, aad }
    }
    case 'AES-CTR':
      // OpenSSL counts in all 128 bits; a counter of fewer bits would have to wrap around.
      if (Number(algorithm.length) !== 128) throw notSupported('AES-CTR with a counter of less than 128 bits')
      return {
        cipher: `aes-${bits}-ctr`,
        iv: source(algorithm.counter, 'algorithm.counter'),
        tag_bytes: 0,
        aad: undefined,
      }
    default:
      return {
        cipher: `aes-${bits}-cbc`,
        iv: source(algorithm.iv, 'algorithm.iv'),
        tag_bytes: 0,
        aad: undefined,
      }
  }
}

/** Every failure inside a cipher is the same error, which reveals nothing. */
function operation<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw domError('OperationError', 'The operation failed for an operation-specific reason')
  }
}

/** `subtle.encrypt` */
export async function encryptByAes(given: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
  const algorithm = algorithmOf(given, AES)
  const bytes = keyBytes(key, algorithm.name, 'encrypt')
  const plain = source(data, 'data')
  const { cipher: name, iv, tag_bytes, aad } = aesParameters(algorithm, bytes)
  return operation(() => {
    const cipher = new Cipheriv(name, bytes, iv, tag_bytes > 0 ? { authTagLength: tag_bytes } : {})
    if (aad) cipher.setAAD(aad)
    const parts = [cipher.update(plain) as Buffer, cipher.final() as Buffer]
    if (tag_bytes > 0) parts.push(cipher.getAuthTag())
    return arrayBuffer(Buffer.concat(parts))
  })
}

/** `subtle.decrypt` */
export async function decryptByAes(given: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
  const algorithm = algorithmOf(given, AES)
  const bytes = keyBytes(key, algorithm.name, 'decrypt')
  const sealed = source(data, 'data')
  const { cipher: name, iv, tag_bytes, aad } = aesParameters(algorithm, bytes)
  return operation(() => {
    const end = sealed.length - tag_bytes
    const decipher = new Decipheriv(name, bytes, iv, tag_bytes > 0 ? { authTagLength: tag_bytes } : {})
    if (tag_bytes > 0) decipher.setAuthTag(sealed.subarray(end))
    if (aad) decipher.setAAD(aad)
    return arrayBuffer(
      Buffer.concat([decipher.update(sealed.subarray(0, end)) as Buffer, decipher.final() as Buffer]),
    )
  })
}

/** Signatures and RSA encryption for guests. @module */
import type { KeyObject } from 'node:crypto'
import {
  getCurves,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
} from 'node:crypto'
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { invalid, parsedJson } from '../failure.ts'
import type { HostPower } from '../power.ts'
import { keyOf } from './crypto-keys.ts'
import { bytes, computed, text } from './crypto-shared.ts'

const SignOptions = z.strictObject({
  padding: z.int().min(1).max(6).optional(),
  saltLength: z.int().min(-2).max(1024).optional(),
  dsaEncoding: z.enum(['der', 'ieee-p1363']).optional(),
})

const RsaOptions = z.strictObject({
  padding: z.int().min(1).max(6).optional(),
  oaepHash: z.string().max(100).optional(),
  oaepLabel: z.base64().max(4096).optional(),
})

const RSA = { publicEncrypt, privateDecrypt, privateEncrypt, publicDecrypt }

function signing(type: Cell, der: Cell, options: Cell): { key: KeyObject } {
  return { key: keyOf(type, der), ...parsedJson(SignOptions, options) }
}

/**
 * `crypto.sign(algorithm | null, data, type, der, options)`, `crypto.verify(algorithm | null, data, type, der, options, signature)`,
 * `crypto.rsa(operation, type, der, options, data)`; keys as `crypto.importKey` gave them, options as JSON. `crypto.curves()`: names, by commas.
 */
export const signPower: HostPower = {
  sync: {
    'crypto.curves': () => getCurves().join(),
    'crypto.sign': (_context, algorithm, data, type, der, options) =>
      computed(() => sign(nameOf(algorithm), bytes(data), signing(type, der, options))),
    'crypto.verify': (_context, algorithm, data, type, der, options, signature) =>
      computed(() => verify(nameOf(algorithm), bytes(data), signing(type, der, options), bytes(signature))),
    'crypto.rsa'(_context, operation, type, der, optionsText, data) {
      if (typeof operation !== 'string' || !Object.hasOwn(RSA, operation)) throw invalid()
      const { oaepLabel, ...options } = parsedJson(RsaOptions, optionsText)
      const label = oaepLabel === undefined ? {} : { oaepLabel: Buffer.from(oaepLabel, 'base64') }
      const key = { key: keyOf(type, der), ...options, ...label }
      return computed(() => RSA[operation as keyof typeof RSA](key, bytes(data)))
    },
  },
}

function nameOf(algorithm: Cell): string | null {
  return algorithm === null ? null : text(algorithm)
}

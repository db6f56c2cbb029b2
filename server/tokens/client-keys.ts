/** Public keys by which clients prove themselves, and the method that a client uses. @module */
import type { KeyObject } from 'node:crypto'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import * as z from 'zod'
import type { Client, ClientCredential } from '../store/contract.ts'

/** Sizes of RSA keys that are taken, bits. */
const LEAST_BITS = 2_048
const MOST_BITS = 8_192

/** A key that was read, or what is wrong with it. */
export type ReadKey =
  | {
      kind: 'key'
      public_jwk: ClientCredential['public_jwk']
      thumbprint: string
      ends_at: number | undefined
    }
  | { kind: 'bad'; problem: string }

/** @param pem public key (SPKI or PKCS #1) or certificate; a private key is refused, although its public part could be read */
export async function readPublicKey(pem: string): Promise<ReadKey> {
  if (pem.includes('PRIVATE KEY')) {
    return { kind: 'bad', problem: 'is a private key: send the public key, and make a new pair' }
  }
  const isCertificate = pem.includes('BEGIN CERTIFICATE')
  let key: KeyObject
  let ends_at: number | undefined
  try {
    key = createPublicKey(pem)
    ends_at = isCertificate ? new X509Certificate(pem).validToDate.getTime() : undefined
  } catch {
    return { kind: 'bad', problem: 'is not a public key or certificate in PEM form' }
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa' || bits < LEAST_BITS || bits > MOST_BITS) {
    return { kind: 'bad', problem: `must be an RSA key of ${LEAST_BITS} to ${MOST_BITS} bits` }
  }
  const { kty = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const public_jwk = { kty, n, e }
  return { kind: 'key', public_jwk, thumbprint: await calculateJwkThumbprint(public_jwk), ends_at }
}

const Methods = z.object({
  private_key_jwt: z.object({ credentials: z.array(z.object({ id: z.string() })).min(1) }),
})

/**
 * @returns IDs of the keys by which the client proves itself; undefined for one that uses its secret. An earlier version kept
 *   `client_authentication_methods` of clients beside their other method, which goes on to count
 */
export function keyIdsOf({ settings }: Pick<Client, 'settings'>): readonly string[] | undefined {
  const { token_endpoint_auth_method, client_authentication_methods } = settings
  if (typeof token_endpoint_auth_method === 'string') return undefined
  const read = Methods.safeParse(client_authentication_methods)
  return read.success ? read.data.private_key_jwt.credentials.map(({ id }) => id) : undefined
}

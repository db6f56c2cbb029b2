/** Signing keys of a tenant: created when first needed, stored sealed. @module */
import type { KeyObject } from 'node:crypto'
import { createPrivateKey } from 'node:crypto'
import type { CryptoKey } from 'jose'
import { exportJWK, generateKeyPair, importJWK } from 'jose'
import type { Json } from '../../runtime/index.ts'
import { randomAlphanumerics } from '../common/ids.ts'
import type { SigningKey, Store } from '../store/contract.ts'
import { StoreUnavailable } from '../store/contract.ts'

/** A tenant's keys: the newest signs, all verify. */
export interface KeyRing {
  kid: string
  privateKey: KeyObject
  publicKeys: ReadonlyMap<string, CryptoKey | Uint8Array>
  /** For `/.well-known/jwks.json`. */
  public_jwks: readonly { [member: string]: Json }[]
}

/** The keys as they are now. */
export type KeyRingNow = () => Promise<KeyRing>

/**
 * Opens the tenant's keys; creates one when there is none. Other servers of a shared store may add keys or take them away, so
 * the ids are read at each use. While the store is away the keys stay as they were.
 */
export async function followKeyRing(store: KeyStore, tenant_id: string): Promise<KeyRingNow> {
  let ring = openKeyRing(store, tenant_id)
  await ring
  if (!store.is_shared) return () => ring
  return async () => {
    const known = await ring
    const kids = await store.listSigningKeyIds(tenant_id).catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return undefined
      throw error
    })
    // No keys: the tenant was deleted.
    if (kids === undefined || kids.length === 0 || isSame(kids, [...known.publicKeys.keys()])) return known
    const opened = await openKeyRing(store, tenant_id)
    ring = Promise.resolve(opened)
    return opened
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ')

type KeyStore = Pick<Store, 'listSigningKeys' | 'listSigningKeyIds' | 'addSigningKey' | 'is_shared'>

async function openKeyRing(store: KeyStore, tenant_id: string): Promise<KeyRing> {
  const keys = await ensureSigningKeys(store, tenant_id)
  const [newest] = keys
  if (!newest) throw new Error('a signing key that was just created is missing')
  const publicKeys = new Map<string, CryptoKey | Uint8Array>()
  for (const key of keys) publicKeys.set(key.kid, await importJWK(key.public_jwk, 'RS256'))
  return {
    kid: newest.kid,
    privateKey: createPrivateKey({ key: newest.private_jwk, format: 'jwk' }),
    publicKeys,
    public_jwks: keys.map((key) => key.public_jwk),
  }
}

async function ensureSigningKeys(store: KeyStore, tenant_id: string): Promise<SigningKey[]> {
  const known = await store.listSigningKeys(tenant_id)
  if (known.length > 0) return known
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const kid = randomAlphanumerics(21)
  await store.addSigningKey(
    {
      tenant_id,
      kid,
      private_jwk: { ...withoutUndefined(await exportJWK(pair.privateKey)), kid },
      public_jwk: { ...withoutUndefined(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'RS256' },
      created_at: Date.now(),
    },
    true,
  )
  // Read again, because another server of the same store may have been first.
  return store.listSigningKeys(tenant_id)
}

function withoutUndefined(jwk: object): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(jwk))
}

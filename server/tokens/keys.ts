/** Signing keys of a tenant: created when first needed, stored sealed, followed by every server. @module */
import type { KeyObject } from 'node:crypto'
import { createPrivateKey } from 'node:crypto'
import type { CryptoKey } from 'jose'
import { exportJWK, generateKeyPair, importJWK } from 'jose'
import type { Json } from '../../runtime/index.ts'
import { randomAlphanumerics } from '../common/ids.ts'
import type { SigningKey, Store } from '../store/contract.ts'
import { StoreUnavailable } from '../store/contract.ts'
import { certificateOf } from './certificate.ts'

/** A tenant's keys: the current one signs; it, the next one and the previous ones verify. */
export interface KeyRing {
  kid: string
  privateKey: KeyObject
  /** In the order of the store: the current key, the next one if there is one, the previous ones. */
  publicKeys: ReadonlyMap<string, CryptoKey | Uint8Array>
  /** For `/.well-known/jwks.json`, in the same order. */
  public_jwks: readonly { [member: string]: Json }[]
}

/** The keys as they are now. */
export type KeyRingNow = () => Promise<KeyRing>

/** The keys of a tenant as this server follows them. */
export interface FollowedKeys {
  now: KeyRingNow
  /** As `now`, with a next key: whoever keeps the published set can verify after the next rotation. */
  withNext: KeyRingNow
  /** This server has changed the keys: they are read again when they are next used. */
  changed(): void
}

type KeyStore = Pick<Store, 'listSigningKeys' | 'listSigningKeyIds' | 'addSigningKey' | 'is_shared'>

/** What a server has opened. */
interface OpenedRing extends KeyRing {
  has_next: boolean
}

/**
 * Opens the tenant's keys; creates one when there is none. Other servers of a shared store may rotate or revoke keys, so the ids
 * are read at each use. While the store is away the keys stay as they were.
 */
export async function followKeyRing(store: KeyStore, tenant_id: string): Promise<FollowedKeys> {
  let ring = await openKeyRing(store, tenant_id)
  // Of this server's own changes: how many there were, and how many the ring shows.
  let changes = 0
  let shown = 0
  let making: Promise<void> | undefined

  async function now(): Promise<OpenedRing> {
    if (!store.is_shared && shown === changes) return ring
    const before = changes
    try {
      const kids = await store.listSigningKeyIds(tenant_id)
      // No keys: the tenant was deleted.
      const isCurrent = kids.length === 0 || isSame(kids, [...ring.publicKeys.keys()])
      const read = isCurrent ? ring : await openKeyRing(store, tenant_id)
      // A request that has read later may have been faster.
      if (before >= shown) {
        ring = read
        shown = before
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
    }
    return ring
  }
  async function makeNext(): Promise<void> {
    await store.addSigningKey(await newSigningKey(tenant_id), 'next')
    changes += 1
  }
  return {
    now,
    async withNext() {
      if ((await now()).has_next) return ring
      // Requests that come at once wait for one key.
      making ??= makeNext().finally(() => {
        making = undefined
      })
      await making.catch((error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error
      })
      return now()
    },
    changed() {
      changes += 1
    },
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ')

async function openKeyRing(store: KeyStore, tenant_id: string): Promise<OpenedRing> {
  const keys = await ensureSigningKeys(store, tenant_id)
  const [current] = keys
  if (!current) throw new Error('a signing key that was just created is missing')
  const publicKeys = new Map<string, CryptoKey | Uint8Array>()
  for (const key of keys) publicKeys.set(key.kid, await importJWK(key.public_jwk, 'RS256'))
  return {
    kid: current.kid,
    privateKey: createPrivateKey({ key: current.private_jwk, format: 'jwk' }),
    publicKeys,
    public_jwks: keys.map(publishedJwk),
    has_next: keys.some(isNextKey),
  }
}

/** With the key's certificate, which older clients read in place of the numbers (RFC 7517, 4.7 and 4.8). */
function publishedJwk(key: SigningKey): { [member: string]: Json } {
  const { der, sha1 } = certificateOf(key)
  return { ...key.public_jwk, x5t: sha1.toString('base64url'), x5c: [der.toString('base64')] }
}

/** @returns whether the key waits for the next rotation */
export const isNextKey = (key: SigningKey): boolean =>
  key.current_since === undefined && key.revoked_at === undefined

/** @returns whether the key signs */
const isCurrentKey = (key: SigningKey): boolean =>
  key.current_since !== undefined && key.current_until === undefined && key.revoked_at === undefined

async function ensureSigningKeys(store: KeyStore, tenant_id: string): Promise<SigningKey[]> {
  const isValid = (key: SigningKey): boolean => key.revoked_at === undefined
  const known = await store.listSigningKeys(tenant_id)
  if (known.some(isCurrentKey)) return known.filter(isValid)
  const first = await newSigningKey(tenant_id)
  await store.addSigningKey({ ...first, current_since: first.created_at }, 'first')
  // Read again, because another server of the same store may have been first.
  return (await store.listSigningKeys(tenant_id)).filter(isValid)
}

/** @returns a key that was never current; it is not in the store yet */
export async function newSigningKey(tenant_id: string): Promise<SigningKey> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const kid = randomAlphanumerics(21)
  return {
    tenant_id,
    kid,
    private_jwk: { ...withoutUndefined(await exportJWK(pair.privateKey)), kid },
    public_jwk: { ...withoutUndefined(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'RS256' },
    created_at: Date.now(),
    current_since: undefined,
    current_until: undefined,
    revoked_at: undefined,
  }
}

function withoutUndefined(jwk: object): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(jwk))
}

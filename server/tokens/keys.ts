/** Signing keys of a tenant: made at the first start, kept sealed in the store. @module */
import { exportJWK, generateKeyPair } from 'jose'
import type { Json } from '../../runtime/index.ts'
import { randomAlphanumerics } from '../ids.ts'
import type { SigningKey, Store } from '../store/contract.ts'

/** @returns the tenant's keys, newest first; one is made when there is none */
export async function ensureSigningKeys(store: Store, tenant_id: string): Promise<SigningKey[]> {
  const known = await store.listSigningKeys(tenant_id)
  if (known.length > 0) return known
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const kid = randomAlphanumerics(21)
  await store.addSigningKey({
    tenant_id,
    kid,
    private_jwk: { ...withoutUndefined(await exportJWK(pair.privateKey)), kid },
    public_jwk: { ...withoutUndefined(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'RS256' },
    created_at: Date.now(),
  })
  // Read again: another server of the same store may have been first.
  return store.listSigningKeys(tenant_id)
}

function withoutUndefined(jwk: object): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(jwk))
}

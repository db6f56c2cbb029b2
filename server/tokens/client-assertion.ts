/** Authentication of a client by a JWT that it has signed: private_key_jwt. @module */
import type { JWTPayload } from 'jose'
import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose'
import { ApiError } from '../common/errors.ts'
import { sha256 } from '../common/hash.ts'
import type { Client, ClientCredential, Store } from '../store/contract.ts'
import { keyIdsOf } from './client-keys.ts'

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Longest life of an assertion, seconds. */
const MOST_LIFE_S = 300
/** Accepted clock difference, seconds. */
const CLOCK_SKEW_S = 10
/** One text for an unknown client and a bad signature, so that callers cannot learn which client IDs exist. */
export const BAD_ASSERTION =
  'Unauthorized: the client_assertion is not signed by a key of this client, has expired, or lacks iss, sub, aud, exp or jti'
const MOST_JTI_CHARACTERS = 255

interface AssertionDeps {
  store: Pick<Store, 'listClientCredentials' | 'putOnce'>
  tenant_id: string
  issuer: string
}

/** @returns the client that the assertion speaks of; nothing is verified yet */
export function clientOfAssertion(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub
  } catch {
    return undefined
  }
}

/**
 * Verifies an assertion: signed by one of the client's keys, for exactly this issuer, ending within five minutes, and used once
 * on all servers.
 *
 * @throws {ApiError} access_denied
 * @see RFC 7523, section 3
 */
export async function verifyAssertion(
  { store, tenant_id, issuer }: AssertionDeps,
  client: Client,
  assertion: string,
): Promise<void> {
  const claims = await signedClaims(await keysOf(store, tenant_id, client), client, assertion)
  const problem = problemOf(claims, { issuer, now_s: Date.now() / 1_000 })
  if (problem !== undefined) throw refused(problem)
  const { jti = '', exp = 0 } = claims
  const isNew = await store.putOnce(tenant_id, {
    kind: 'client_assertion',
    key_sha256: sha256(JSON.stringify([client.client_id, jti])),
    payload: {},
    life_ms: Math.max(1, Math.ceil((exp + CLOCK_SKEW_S) * 1_000 - Date.now())),
  })
  if (!isNew) throw refused('The client_assertion was used before: sign a new one, with a new jti')
}

async function keysOf(
  store: Pick<Store, 'listClientCredentials'>,
  tenant_id: string,
  client: Client,
): Promise<ClientCredential[]> {
  const ids = keyIdsOf(client) ?? []
  if (ids.length === 0) return []
  const known = await store.listClientCredentials(tenant_id, client.client_id)
  const now = Date.now()
  return known.filter(
    ({ credential_id, expires_at }) =>
      ids.includes(credential_id) && (expires_at === undefined || expires_at > now),
  )
}

/** @throws {ApiError} access_denied */
async function signedClaims(
  keys: readonly ClientCredential[],
  { client_id }: Client,
  assertion: string,
): Promise<JWTPayload> {
  for (const { alg, public_jwk } of chosen(keys, assertion)) {
    try {
      const key = await importJWK({ ...public_jwk }, alg)
      const { payload } = await jwtVerify(assertion, key, {
        algorithms: [alg],
        issuer: client_id,
        subject: client_id,
        requiredClaims: ['aud', 'exp', 'jti'],
        clockTolerance: CLOCK_SKEW_S,
      })
      return payload
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
    }
  }
  throw refused(BAD_ASSERTION)
}

/** An assertion that names a key is verified with that key alone. */
function chosen(keys: readonly ClientCredential[], assertion: string): readonly ClientCredential[] {
  try {
    const { kid } = decodeProtectedHeader(assertion)
    return kid === undefined ? keys : keys.filter((key) => key.kid === kid)
  } catch {
    return []
  }
}

/** The client itself has signed this, so it may know what is wrong. */
function problemOf(
  { aud, exp = 0, jti }: JWTPayload,
  { issuer, now_s }: { issuer: string; now_s: number },
): string | undefined {
  const [only, ...others] = [aud ?? []].flat()
  if (only !== issuer || others.length > 0) return `The aud of the client_assertion must be ${issuer} alone`
  if (exp > now_s + MOST_LIFE_S + CLOCK_SKEW_S)
    return 'The exp of the client_assertion must be within five minutes'
  if (typeof jti !== 'string' || jti === '' || jti.length > MOST_JTI_CHARACTERS) {
    return 'The jti of the client_assertion must have 1 to 255 characters'
  }
  return undefined
}

const refused = (text: string): ApiError => new ApiError('access_denied', text)

/**
 * Refresh tokens: opaque; the store has only their hashes.
 *
 * A token consists of the key of its family (128 random bits) and a secret (256 bits). All tokens since one sign-in share the
 * key, so one row recognises every earlier token, however old. The next secret is an HMAC of the sent one under a salt that
 * only the store has: a client that lost an answer and repeats the exchange within its leeway gets the same token, and a
 * reader of the store cannot compute it.
 * @module
 */
import { createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Json } from '../../runtime/index.ts'
import { sha256 } from '../common/hash.ts'
import { randomBits } from '../common/ids.ts'
import type {
  Client,
  NewRefreshTokenFamily,
  RefreshTokenFamily,
  RefreshTokenRefusal,
  Store,
  User,
} from '../store/contract.ts'

/** Lifetimes of a client's refresh tokens, with Auth0's names. Times in seconds. */
export const RefreshTokenSettings = z
  .object({
    rotation_type: z
      .enum(['rotating', 'non-rotating'])
      .default('rotating')
      .describe(
        '`rotating`: each use gives a new token, and using one twice revokes all that followed. `non-rotating`: a token is used again and again.',
      ),
    expiration_type: z
      .enum(['expiring', 'non-expiring'])
      .default('expiring')
      .describe('Whether tokens expire.'),
    leeway: z.int().min(0).max(60).default(0).describe('How many seconds a used token may be sent again.'),
    token_lifetime: z
      .int()
      .min(1)
      .max(157_788_000)
      .default(2_592_000)
      .describe('How many seconds tokens are valid after the sign-in.'),
    idle_token_lifetime: z
      .int()
      .min(1)
      .max(157_788_000)
      .default(1_296_000)
      .describe('How many seconds a token is valid without being used.'),
    infinite_token_lifetime: z.boolean().default(false).describe('True: `token_lifetime` does not apply.'),
    infinite_idle_token_lifetime: z
      .boolean()
      .default(false)
      .describe('True: `idle_token_lifetime` does not apply.'),
  })
  // Fields that are stored but not used.
  .catchall(z.custom<Json>())
  .refine(
    (one) =>
      one.infinite_token_lifetime ||
      one.infinite_idle_token_lifetime ||
      one.idle_token_lifetime <= one.token_lifetime,
    'idle_token_lifetime must not be longer than token_lifetime',
  )

type RefreshTokenSettings = z.output<typeof RefreshTokenSettings>

/** @returns the client's settings, with defaults for missing ones */
export function refreshTokenSettings(client: Pick<Client, 'settings'>): RefreshTokenSettings {
  const sent: Json = client.settings.refresh_token ?? {}
  return RefreshTokenSettings.parse(sent)
}

interface TokenParts {
  family_id: string
  secret: Buffer
}

const KEY_BYTES = 16
const SECRET_BYTES = 32

/** @returns undefined when the text is not one of Ferry's refresh tokens */
function partsOf(token: string): TokenParts | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== KEY_BYTES + SECRET_BYTES || bytes.toString('base64url') !== token) return undefined
  return { family_id: sha256(bytes.subarray(0, KEY_BYTES)), secret: bytes.subarray(KEY_BYTES) }
}

const follow = (secret: Uint8Array, salt: string): Buffer =>
  createHmac('sha256', secret).update(salt).digest()

/** A family that may begin, as the store takes it, and its first token. */
export interface NewFamily {
  /** 64 characters. */
  token: string
  family: Pick<NewRefreshTokenFamily, 'family_id' | 'secret_sha256' | 'life_ms' | 'idle_ms'>
}

/** Makes a family by the client's settings, without storing it. */
export function newRefreshTokenFamily(client: Pick<Client, 'settings'>): NewFamily {
  const settings = refreshTokenSettings(client)
  const bytes = randomBits(KEY_BYTES + SECRET_BYTES)
  const isEndless = settings.expiration_type === 'non-expiring' || settings.infinite_token_lifetime
  return {
    token: bytes.toString('base64url'),
    family: {
      family_id: sha256(bytes.subarray(0, KEY_BYTES)),
      secret_sha256: sha256(bytes.subarray(KEY_BYTES)),
      life_ms: isEndless ? undefined : settings.token_lifetime * 1000,
      idle_ms: idleTime(settings),
    },
  }
}

/** Starts a family at a sign-in. @returns its first token, 64 characters */
export async function issueRefreshToken(
  store: Pick<Store, 'createRefreshToken'>,
  tenant_id: string,
  client: Client,
  grant: Pick<NewRefreshTokenFamily, 'user_id' | 'audience' | 'scopes' | 'session_id'>,
): Promise<string> {
  const { token, family } = newRefreshTokenFamily(client)
  await store.createRefreshToken(tenant_id, { ...grant, ...family, client_id: client.client_id })
  return token
}

function idleTime(settings: RefreshTokenSettings): number | undefined {
  const isEndless = settings.expiration_type === 'non-expiring' || settings.infinite_idle_token_lifetime
  return isEndless ? undefined : settings.idle_token_lifetime * 1000
}

/** How an exchange ended. */
export type RefreshResult =
  /** `token`: the next one; undefined when the same token stays valid. */
  | { kind: 'exchanged'; family: RefreshTokenFamily; user: User; token: string | undefined }
  | RefreshTokenRefusal

/** Exchanges a refresh token. Of several simultaneous exchanges one succeeds; without a leeway, the others revoke the family. */
export async function exchangeRefreshToken(
  store: Pick<Store, 'exchangeRefreshToken'>,
  tenant_id: string,
  client: Client,
  token: string,
): Promise<RefreshResult> {
  const parts = partsOf(token)
  if (!parts) return { kind: 'invalid' }
  const settings = refreshTokenSettings(client)
  const salt = randomBytes(SECRET_BYTES).toString('base64url')
  const result = await store.exchangeRefreshToken(tenant_id, {
    family_id: parts.family_id,
    client_id: client.client_id,
    secret_sha256: sha256(parts.secret),
    successor:
      settings.rotation_type === 'rotating'
        ? { secret_sha256: sha256(follow(parts.secret, salt)), salt }
        : undefined,
    leeway_ms: settings.leeway * 1000,
    idle_ms: idleTime(settings),
  })
  if (result.kind !== 'exchanged') return result
  const { family, user } = result
  if (result.salt === undefined) return { kind: 'exchanged', family, user, token: undefined }
  const key = Buffer.from(token, 'base64url').subarray(0, KEY_BYTES)
  const next = Buffer.concat([key, follow(parts.secret, result.salt)]).toString('base64url')
  return { kind: 'exchanged', family, user, token: next }
}

/**
 * Revokes a token and all later ones of its family.
 *
 * @returns the owner; `unknown` also for a token that was revoked before
 */
export async function revokeRefreshToken(
  store: Pick<Store, 'findRefreshTokenFamily' | 'revokeRefreshTokens'>,
  tenant_id: string,
  client: Client,
  token: string,
): Promise<{ kind: 'revoked'; user_id: string } | { kind: 'unknown' } | { kind: 'foreign' }> {
  const parts = partsOf(token)
  const family = parts && (await store.findRefreshTokenFamily(tenant_id, parts.family_id))
  if (!family) return { kind: 'unknown' }
  if (family.client_id !== client.client_id) return { kind: 'foreign' }
  const revoked = await store.revokeRefreshTokens(tenant_id, { family_id: family.family_id })
  return revoked > 0 ? { kind: 'revoked', user_id: family.user_id } : { kind: 'unknown' }
}

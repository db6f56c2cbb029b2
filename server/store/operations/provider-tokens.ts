/** Tokens of legacy services, sealed by the store's caller. @module */
import type { NewUser } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, text } from '../engine/operation.ts'
import { PROVIDER_TOKEN_SQL } from '../sql/provider-tokens.ts'

/** A new user as the engine gets it: its tokens are sealed. */
export type StoredNewUser = Omit<NewUser, 'tokens'> & { sealed_tokens?: string | undefined }

interface SealedTokens {
  connection_id: string
  external_id: string
  sealed: string
}

export function* findProviderTokens(tenant_id: string, user_id: string): Operation<SealedTokens[]> {
  const rows = yield* all(PROVIDER_TOKEN_SQL.ofUser, tenant_id, user_id)
  return rows.map((row) => ({
    connection_id: text(row, 'connection_id'),
    external_id: text(row, 'external_id'),
    sealed: text(row, 'sealed'),
  }))
}

/** Replaces the tokens of the identity, if the sign-in has brought any. */
export function* putProviderTokens(
  tenant_id: string,
  { connection_id, external_id, sealed_tokens }: StoredNewUser,
  now: number,
): Operation<void> {
  if (sealed_tokens === undefined) return
  yield* all(PROVIDER_TOKEN_SQL.put, tenant_id, connection_id, external_id, sealed_tokens, now)
}

export function* dropProviderTokens(
  tenant_id: string,
  connection_id: string,
  external_id: string,
): Operation<void> {
  yield* all(PROVIDER_TOKEN_SQL.drop, tenant_id, connection_id, external_id)
}

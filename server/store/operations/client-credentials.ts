/** Public keys of clients. @module */
import type { ClientCredential, CreateCredentialResult, NewClientCredential } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, text } from '../engine/operation.ts'
import { CLIENT_CREDENTIAL_SQL } from '../sql/client-credentials.ts'
import { CLIENT_SQL } from '../sql/clients.ts'

export function* createClientCredential(
  tenant_id: string,
  credential_id: string,
  credential: NewClientCredential,
  most: number,
  now: number,
): Operation<CreateCredentialResult> {
  const { client_id, name, kid, alg, public_jwk, expires_at } = credential
  // Keys that are added at the same time count each other.
  if (!(yield* first(CLIENT_SQL.hold, tenant_id, client_id))) return { kind: 'no_client' }
  const known = yield* listClientCredentials(tenant_id, client_id)
  if (known.some((one) => one.kid === kid)) return { kind: 'kid_taken' }
  if (known.length >= most) return { kind: 'too_many' }
  const row = yield* first(
    CLIENT_CREDENTIAL_SQL.insert,
    tenant_id,
    credential_id,
    client_id,
    name,
    kid,
    alg,
    JSON.stringify(public_jwk),
    expires_at,
    now,
  )
  return row ? { kind: 'created', credential: toCredential(row) } : { kind: 'kid_taken' }
}

export function* listClientCredentials(tenant_id: string, client_id: string): Operation<ClientCredential[]> {
  return (yield* all(CLIENT_CREDENTIAL_SQL.list, tenant_id, client_id)).map(toCredential)
}

export function* updateClientCredential(
  tenant_id: string,
  client_id: string,
  credential_id: string,
  change: { expires_at: number | undefined },
  now: number,
): Operation<ClientCredential | undefined> {
  const { setEnd } = CLIENT_CREDENTIAL_SQL
  const row = yield* first(setEnd, tenant_id, client_id, credential_id, change.expires_at, now)
  return row && toCredential(row)
}

export function* deleteClientCredential(
  tenant_id: string,
  client_id: string,
  credential_id: string,
): Operation<boolean> {
  return (yield* first(CLIENT_CREDENTIAL_SQL.delete, tenant_id, client_id, credential_id)) !== undefined
}

function toCredential(row: Row): ClientCredential {
  return {
    credential_id: text(row, 'credential_id'),
    client_id: text(row, 'client_id'),
    name: text(row, 'name'),
    kid: text(row, 'kid'),
    alg: text(row, 'alg') as ClientCredential['alg'],
    public_jwk: json<{ [member: string]: string }>(row, 'public_jwk'),
    expires_at: optionalInteger(row, 'expires_at'),
    created_at: integer(row, 'created_at'),
    updated_at: integer(row, 'updated_at'),
  }
}

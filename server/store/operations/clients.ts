/** Clients and signing keys. Private parts are sealed before they come here, and opened after. @module */
import type { Client, SigningKey } from '../contract.ts'
import type { Operation, Row } from '../operation.ts'
import { all, first, integer, json, optionalText, text } from '../operation.ts'
import { CLIENT_SQL, SIGNING_KEY_SQL } from '../sql/clients.ts'

/** A signing key as it is kept. */
export interface StoredSigningKey extends Omit<SigningKey, 'private_jwk'> {
  sealed_private_jwk: string
}

export function* createClient(client: Client): Operation<void> {
  yield* all(
    CLIENT_SQL.insert,
    client.tenant_id,
    client.client_id,
    client.name,
    client.secret_sha256,
    client.app_type,
    JSON.stringify(client.grant_types),
    JSON.stringify(client.api_scopes),
    JSON.stringify(client.settings),
    client.created_at,
  )
}

export function* findClient(tenant_id: string, client_id: string): Operation<Client | undefined> {
  const row = yield* first(CLIENT_SQL.find, tenant_id, client_id)
  return row && toClient(tenant_id, row)
}

export function* listClients(tenant_id: string): Operation<Client[]> {
  const rows = yield* all(CLIENT_SQL.list, tenant_id)
  return rows.map((row) => toClient(tenant_id, row))
}

export function* addSigningKey(key: StoredSigningKey): Operation<void> {
  yield* all(
    SIGNING_KEY_SQL.insert,
    key.tenant_id,
    key.kid,
    key.sealed_private_jwk,
    JSON.stringify(key.public_jwk),
    key.created_at,
  )
}

export function* listSigningKeys(tenant_id: string): Operation<StoredSigningKey[]> {
  const rows = yield* all(SIGNING_KEY_SQL.list, tenant_id)
  return rows.map((row) => ({
    tenant_id,
    kid: text(row, 'kid'),
    sealed_private_jwk: text(row, 'sealed_private_jwk'),
    public_jwk: json<SigningKey['public_jwk']>(row, 'public_jwk'),
    created_at: integer(row, 'created_at'),
  }))
}

function toClient(tenant_id: string, row: Row): Client {
  return {
    tenant_id,
    client_id: text(row, 'client_id'),
    name: text(row, 'name'),
    secret_sha256: optionalText(row, 'secret_sha256'),
    app_type: optionalText(row, 'app_type'),
    grant_types: json<string[]>(row, 'grant_types'),
    api_scopes: json<string[]>(row, 'api_scopes'),
    settings: json<Client['settings']>(row, 'settings'),
    created_at: integer(row, 'created_at'),
  }
}

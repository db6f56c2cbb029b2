/** Sealed values of the store, and the place that each seal is bound to. @module */
import { randomUUID } from 'node:crypto'
import type { Place, Secrets } from '../secrets/index.ts'
import type { Connection, MailContent, ProviderTokens, SigningKey } from './contract/index.ts'
import type { SealedConfiguration } from './operations/connection-parts.ts'
import type { StoredConnection } from './operations/connections.ts'
import type { StoredSigningKey } from './operations/signing-keys.ts'

type Values = { [key: string]: string }

/** Seals each value separately, bound to this connection and this sealing. */
export function sealConfiguration(
  secrets: Secrets,
  tenant_id: string,
  connection_id: string,
  values: Values,
): SealedConfiguration {
  const seal_id = randomUUID()
  const place = configurationPlace(tenant_id, connection_id, seal_id)
  return {
    seal_id,
    values: mapValues(values, (value, key) => secrets.seal(place(key), value)),
    fingerprint: secrets.fingerprint(tenant_id, JSON.stringify([connection_id, sorted(values)])),
  }
}

/** @throws {SecretsError} */
export function openConfiguration(
  secrets: Secrets,
  tenant_id: string,
  connection_id: string,
  sealed: Pick<SealedConfiguration, 'seal_id' | 'values'>,
): Values {
  const place = configurationPlace(tenant_id, connection_id, sealed.seal_id)
  return mapValues(sealed.values, (value, key) => secrets.open(place(key), value))
}

/** @throws {SecretsError} */
export function openConnection(secrets: Secrets, stored: StoredConnection): Connection {
  const { configuration, tenant_id, connection_id } = stored
  const values = openConfiguration(secrets, tenant_id, connection_id, configuration)
  const { revision, plain } = configuration
  return { ...stored, configuration: { values, revision, ...(plain && { plain }) } }
}

/** Seals the private part of a signing key. */
export function sealSigningKey(secrets: Secrets, key: SigningKey): StoredSigningKey {
  const { private_jwk, ...open } = key
  const sealed = secrets.seal(signingKeyPlace(key.tenant_id, key.kid), JSON.stringify(private_jwk))
  return { ...open, sealed_private_jwk: sealed }
}

/** @throws {SecretsError} */
export function openSigningKey(secrets: Secrets, stored: StoredSigningKey): SigningKey {
  const { sealed_private_jwk, ...open } = stored
  const place = signingKeyPlace(stored.tenant_id, stored.kid)
  return { ...open, private_jwk: JSON.parse(secrets.open(place, sealed_private_jwk)) }
}

export function sealMail(secrets: Secrets, tenant_id: string, mail_id: string, content: MailContent): string {
  return secrets.seal(mailPlace(tenant_id, mail_id), JSON.stringify(content))
}

/** @throws {SecretsError} */
export function openMail(secrets: Secrets, tenant_id: string, mail_id: string, sealed: string): MailContent {
  return JSON.parse(secrets.open(mailPlace(tenant_id, mail_id), sealed))
}

function mailPlace(tenant_id: string, mail_id: string): Place {
  return { tenant_id, purpose: 'mail', table: 'mails', row_id: mail_id, field: 'sealed', version: '1' }
}

type IdentityOfTokens = { connection_id: string; external_id: string }

/** Seals the tokens of an identity, bound to it. */
export function sealProviderTokens(
  secrets: Secrets,
  tenant_id: string,
  identity: IdentityOfTokens,
  { access_token, refresh_token }: ProviderTokens,
): string {
  return secrets.seal(
    providerTokensPlace(tenant_id, identity),
    JSON.stringify({ access_token, refresh_token }),
  )
}

/** @throws {SecretsError} */
export function openProviderTokens(
  secrets: Secrets,
  tenant_id: string,
  identity: IdentityOfTokens,
  sealed: string,
): ProviderTokens {
  return JSON.parse(secrets.open(providerTokensPlace(tenant_id, identity), sealed))
}

/** The place of the value that proves which master key sealed the store. */
export function checkPlace(key_id: string): Place {
  return {
    tenant_id: '',
    purpose: 'check',
    table: 'seal_checks',
    row_id: key_id,
    field: 'sealed',
    version: '1',
  }
}

function configurationPlace(tenant_id: string, connection_id: string, seal_id: string) {
  return (key: string): Place => ({
    tenant_id,
    purpose: 'configuration',
    table: 'configuration_revisions',
    row_id: connection_id,
    field: key,
    version: seal_id,
  })
}

function signingKeyPlace(tenant_id: string, kid: string): Place {
  return {
    tenant_id,
    purpose: 'signing_key',
    table: 'signing_keys',
    row_id: kid,
    field: 'private_jwk',
    version: '1',
  }
}

function providerTokensPlace(tenant_id: string, { connection_id, external_id }: IdentityOfTokens): Place {
  return {
    tenant_id,
    purpose: 'provider_tokens',
    table: 'provider_tokens',
    row_id: JSON.stringify([connection_id, external_id]),
    field: 'sealed',
    version: '1',
  }
}

function mapValues(values: Values, change: (value: string, key: string) => string): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]))
}

function sorted(values: Values): [string, string][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
}

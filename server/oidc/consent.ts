/** When a person must allow what an application asks for. @module */
import type { Client, NeededConsent } from '../store/contract.ts'
import type { Audience } from '../tokens/audiences.ts'
import { managementAudience } from '../tokens/verification.ts'

/** What the consents for the Management API are kept under: no API of a tenant can have this identifier. */
const MANAGEMENT = '/api/v2/'

/** Whether the client belongs to others than the tenant. */
function isThirdParty({ settings }: Pick<Client, 'settings'>): boolean {
  return settings.is_first_party === false
}

/** @returns the audience that a consent is kept under: '' without an API */
function consentAudience(audience: Audience): string {
  switch (audience.kind) {
    case 'userinfo':
      return ''
    case 'management':
      return MANAGEMENT
    case 'api':
      return audience.api.identifier
  }
}

/** @returns the audience of a consent as tokens have it */
export function shownAudience(issuer: string, kept: string): string {
  if (kept === '') return `${issuer}userinfo`
  return kept === MANAGEMENT ? managementAudience(issuer) : kept
}

/** @returns the audience under which consents to a shown one are kept */
export function keptAudience(issuer: string, shown: string): string {
  if (shown === `${issuer}userinfo`) return ''
  return shown === managementAudience(issuer) ? MANAGEMENT : shown
}

/**
 * @param about.scopes as they are granted
 * @param about.given_as the ID for a consent that the person gives now
 * @returns what the person must have allowed; undefined when nobody asks
 * @see Auth0, "User consent and third-party applications"
 */
export function neededConsent(about: {
  client: Client
  audience: Audience
  scopes: readonly string[]
  given_as: string | undefined
}): NeededConsent | undefined {
  const { client, audience, scopes, given_as } = about
  const isAsked =
    isThirdParty(client) ||
    (audience.kind === 'api' && !audience.api.skip_consent_for_verifiable_first_party_clients)
  if (!isAsked && given_as === undefined) return undefined
  return {
    client_id: client.client_id,
    audience: consentAudience(audience),
    scopes,
    is_api: audience.kind === 'api' && audience.api.scopes !== undefined,
    given_as,
  }
}

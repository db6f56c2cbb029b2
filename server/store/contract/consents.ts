/** Consents: what people have allowed applications. @module */
import type { Listed, Page } from './paging.ts'

/** Remembered for each user, client and audience. */
export interface Consent {
  /** `cns_` and 16 alphanumerics. */
  consent_id: string
  user_id: string
  client_id: string
  /** Of the tokens; '' for those without an API. */
  audience: string
  scopes: string[]
  created_at: number
}

/** What a person must have allowed the client of a sign-in, for its code and tokens to be made. */
export interface NeededConsent {
  client_id: string
  audience: string
  scopes: readonly string[]
  /** Whether the audience is an API of the tenant: without it no consent is kept. */
  is_api: boolean
  /**
   * The ID for a consent that the person gives with this sign-in: the scopes are added to those allowed before. undefined: the
   * consent must be there already.
   */
  given_as: string | undefined
}

export interface ConsentFilter {
  user_id?: string | undefined
  client_id?: string | undefined
  audience?: string | undefined
}

export interface ConsentStore {
  findConsent(
    tenant_id: string,
    of: Pick<Consent, 'user_id' | 'client_id' | 'audience'>,
  ): Promise<Consent | undefined>
  /** Oldest first. @throws {BadMark} */
  listConsents(tenant_id: string, filter: ConsentFilter, page: Page): Promise<Listed<Consent>>
  /**
   * Withdraws consents, with what depends on them: refresh tokens of the same user, client and audience, and unused codes of the
   * same user and client.
   *
   * @returns those that were there
   */
  deleteConsents(tenant_id: string, of: { consent_id: string } | { user_id: string }): Promise<Consent[]>
}

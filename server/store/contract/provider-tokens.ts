/** Tokens of a legacy service, which its login script returned. @module */

/** At least one of them. */
export interface ProviderTokens {
  access_token?: string
  refresh_token?: string
}

/** The tokens of an identity. */
export interface TokensOfIdentity extends ProviderTokens {
  connection_id: string
  /** Without prefix. */
  external_id: string
}

export interface ProviderTokenStore {
  /** Opens the tokens of all identities of a user. They are written with `createUser` and `saveCachedLogin`. */
  findProviderTokens(tenant_id: string, user_id: string): Promise<TokensOfIdentity[]>
}

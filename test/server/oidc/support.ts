/** Requests and clients for the tests of the front. @module */
import { readParameters } from '../../../server/oidc/parameters.ts'
import type { ReadRequest } from '../../../server/oidc/request.ts'
import { readRequest } from '../../../server/oidc/request.ts'
import type { Client } from '../../../server/store/contract.ts'

export const CALLBACK = 'https://app.example.com/callback'
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

/** @returns a confidential web application with every grant of the front */
export function webClient(change: Partial<Client> = {}): Client {
  return {
    tenant_id: 'ten_a',
    client_id: 'web',
    name: 'Shop',
    secret_sha256: 'ab'.repeat(32),
    app_type: 'regular_web',
    grant_types: ['authorization_code', 'implicit', 'refresh_token'],
    api_scopes: [],
    settings: { callbacks: [CALLBACK] },
    created_at: 0,
    ...change,
  }
}

/** Reads a request with `response_type=code` and the callback, unless `more` says otherwise; `undefined` leaves one out. */
export function read(
  more: { readonly [name: string]: string | undefined } = {},
  client: Client = webClient(),
): ReadRequest {
  const sent = { client_id: 'web', redirect_uri: CALLBACK, response_type: 'code', ...more }
  const bounded = readParameters(
    Object.fromEntries(Object.entries(sent).filter((entry) => entry[1] !== undefined)),
  )
  if (bounded.kind === 'bad') throw new Error(`bad parameter ${bounded.bad.name}`)
  return readRequest(bounded.parameters, client)
}

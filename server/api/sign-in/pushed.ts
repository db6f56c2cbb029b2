/** Requests that an application has pushed before, at `/authorize`. @module */
import type { Parameters } from '../../oidc/parameters.ts'
import { pushedKeyOf, pushedParameters, requiresPushed } from '../../oidc/pushed.ts'
import type { OAuthProblem } from '../../oidc/request.ts'
import { parametersOf } from '../../oidc/request.ts'
import type { Transaction } from '../../oidc/transaction.ts'
import { sealTransaction } from '../../oidc/transaction.ts'
import type { Client } from '../../store/contract.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { ensureMark } from './cookies.ts'

/** Set when a sign-in begins anew by itself: the next time the browser is told that it keeps no cookies. */
export const AGAIN = 'ext-again'

/** The parameters that count, or a refusal that must be shown on a page. */
export type WhatCounts =
  | { kind: 'parameters'; parameters: Parameters; is_pushed: boolean }
  | { kind: 'refused' }

/** With `request_uri` only what was pushed counts, and only once (RFC 9126, section 4). */
export async function whatCounts(
  { store, tenant }: Deps,
  client: Client,
  parameters: Parameters,
): Promise<WhatCounts> {
  const request_uri = parameters.get('request_uri')
  if (request_uri === undefined) return { kind: 'parameters', parameters, is_pushed: false }
  const key_sha256 = pushedKeyOf(request_uri)
  if (key_sha256 === undefined) return { kind: 'refused' }
  const taken = await store.takeOnce(tenant.tenant_id, 'pushed_request', key_sha256)
  const pushed = taken.kind === 'taken' ? pushedParameters(taken.payload, client.client_id) : undefined
  return pushed ? { kind: 'parameters', parameters: pushed, is_pushed: true } : { kind: 'refused' }
}

export const NOT_PUSHED: OAuthProblem = {
  error: 'invalid_request',
  error_description: 'Pushed authorization requests are required: send the parameters to /oauth/par first.',
}

/**
 * Begins a sign-in anew whose page belongs to another browser, or stood open too long. A request that had to be pushed is gone
 * from the store: it goes on as it was sealed.
 */
export async function beginAgain(
  { store, secrets, public_url, tokens: { issuer }, tenant: { tenant_id } }: Deps,
  { settings, visit }: PageContext,
  { request }: Transaction,
): Promise<PageAnswer> {
  const client = await store.findClient(tenant_id, request.client_id)
  const { cookies, mark_sha256 } = ensureMark(public_url, visit.cookie)
  const state =
    client && requiresPushed(client, settings)
      ? sealTransaction(
          secrets,
          { tenant_id, issuer },
          { request, mark_sha256, begun_at: Date.now(), is_second: true },
        )
      : undefined
  if (state !== undefined) return { kind: 'redirect', url: `/u/login?state=${state}`, cookies }
  const query = parametersOf(request)
  query.set(AGAIN, '1')
  return { kind: 'redirect', url: `/authorize?${query.toString()}` }
}

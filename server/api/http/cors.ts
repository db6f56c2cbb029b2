/** CORS: pages of the origins that are registered on the tenant's clients may call. @module */
import type { Request, Response } from 'express'
import type { Client, Store } from '../../store/contract.ts'
import { hasOrigin, parseAddress } from '../shapes/addresses.ts'

/**
 * Whose pages may read an endpoint's answers: those of the client that the request names, without or with the browser's
 * cookies, or all. Endpoints without a rule are closed to pages.
 */
export type CorsRule = 'client' | 'client_with_cookies' | 'public'

/**
 * Headers of a preflight's answer. Cookies are allowed by `client_with_cookies` alone: other endpoints read none, so that no
 * page can abuse one (H2).
 */
const PREFLIGHT = {
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, Auth0-Client, X-Correlation-ID, X-Request-Language',
  'Access-Control-Max-Age': '600',
}

/** Headers that scripts of a page may read. */
const EXPOSED = 'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset'

/**
 * Answers a preflight. A preflight names no client, so it passes for origins of all clients of the tenant; the request that
 * follows only for the origins of its own client.
 *
 * @param methods of the path, as in `Access-Control-Allow-Methods`
 * @see the Fetch standard, "CORS-preflight request"
 */
export async function answerPreflight(
  request: Request,
  response: Response,
  rule: CorsRule,
  methods: string,
  listClients: () => Promise<Client[]>,
): Promise<void> {
  const origin = request.get('origin')
  response.vary('Origin')
  const allowed =
    rule === 'public' ||
    (origin !== undefined && (await listClients()).some((client) => isOriginOf(client, origin)))
  if (origin !== undefined && allowed) {
    response.set({
      'Access-Control-Allow-Origin': rule === 'public' ? '*' : origin,
      'Access-Control-Allow-Methods': methods,
      ...PREFLIGHT,
      ...credentials(rule),
    })
  }
  response.status(204).end()
}

/**
 * Sets the headers with which the calling page may read the answer. Called before the body is validated, so that the page
 * can read validation errors too.
 *
 * @param exchange.body as sent: its `client_id` names the client. A request without it has only a token, which pages of all
 *   clients of the tenant may use.
 */
export async function applyCors(
  store: Pick<Store, 'findClient' | 'listClients'>,
  { tenant_id }: { tenant_id: string },
  rule: CorsRule,
  { request, response, body }: { request: Request; response: Response; body: unknown },
): Promise<void> {
  if (rule === 'public') {
    response.set('Access-Control-Allow-Origin', '*')
    return
  }
  response.appendHeader('Vary', 'Origin')
  const origin = request.get('origin')
  if (origin === undefined) return
  const client_id = clientIdOf(body)
  const clients =
    client_id === undefined
      ? await store.listClients(tenant_id)
      : [await store.findClient(tenant_id, client_id)]
  if (!clients.some((client) => client && isOriginOf(client, origin))) return
  response.set({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': EXPOSED,
    ...credentials(rule),
  })
}

const credentials = (rule: CorsRule): { [name: string]: string } =>
  rule === 'client_with_cookies' ? { 'Access-Control-Allow-Credentials': 'true' } : {}

function clientIdOf(body: unknown): string | undefined {
  const named = typeof body === 'object' && body !== null && 'client_id' in body ? body.client_id : undefined
  return typeof named === 'string' ? named : undefined
}

/** An origin with `*` for the first label of the host: at least two labels follow it. */
const WILDCARD = /^https?:\/\/\*(?:\.[a-z0-9-]+){2,}(?::\d{1,5})?$/

/** Whether an address is an origin, or a pattern of the origins one label below a domain. */
export function isOriginPattern(address: string): boolean {
  if (address.includes('*')) return address.length <= 300 && WILDCARD.test(address)
  return parseAddress(address)?.origin === address && /^https?:/.test(address)
}

/** The pattern that matches an origin: `https://*.example.com` for one label below that domain. */
function patternOf(origin: string): string | undefined {
  const [, scheme, rest] = /^(https?:\/\/)[a-z0-9-]+(\..+)$/.exec(origin) ?? []
  return scheme === undefined ? undefined : `${scheme}*${rest}`
}

/** Whether one of the client's registered addresses has the origin or matches it. */
export function isOriginOf({ settings }: Client, origin: string): boolean {
  // `null` is the origin of files and sandboxed frames. No real origin has a star; one that did would equal a registered
  // pattern.
  if (origin === 'null' || origin.includes('*') || origin.length > 2_000) return false
  const pattern = patternOf(origin)
  return [settings.web_origins, settings.allowed_origins, settings.callbacks]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .some((entry) => typeof entry === 'string' && (entry === pattern || hasOrigin(entry, origin)))
}

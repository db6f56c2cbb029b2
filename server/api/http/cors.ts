/** Which web pages may call: the origins that are registered on the tenant's clients. @module */
import type { Request, Response } from 'express'
import type { Client, Store } from '../../store/contract.ts'
import { hasOrigin, parseAddress } from '../shapes/addresses.ts'

/**
 * Who may read an endpoint's answers in a browser: pages of the client that is named in the request, or anybody. Endpoints
 * without one are for programs only.
 */
export type CorsRule = 'client' | 'public'

/** What the preflight allows. Cookies never: no endpoint here knows them, so none can be abused through them (H2). */
const PREFLIGHT = {
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, Auth0-Client, X-Correlation-ID, X-Request-Language',
  'Access-Control-Max-Age': '600',
}

/** Headers that scripts of a page may read. */
const EXPOSED = 'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset'

/**
 * Answers a preflight. It names no client, so an origin of any client of the tenant is let through; the answer that
 * follows is for the client's own origins.
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
    })
  }
  response.status(204).end()
}

/**
 * Lets the page that asks read the answer. Called before the body is checked, so that it can read what was wrong with it.
 *
 * @param exchange.body as sent: its `client_id` names the client. A request that names none has nothing but a token, and
 *   whoever has that may use it from any page of the tenant.
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
  response.vary('Origin')
  const origin = request.get('origin')
  if (origin === undefined) return
  const client_id = namedClient(body)
  const clients =
    client_id === undefined
      ? await store.listClients(tenant_id)
      : [await store.findClient(tenant_id, client_id)]
  if (!clients.some((client) => client && isOriginOf(client, origin))) return
  response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED })
}

function namedClient(body: unknown): string | undefined {
  const named = typeof body === 'object' && body !== null && 'client_id' in body ? body.client_id : undefined
  return typeof named === 'string' ? named : undefined
}

/** An origin with `*` for the first label of the host: at least two labels follow it. */
const WILDCARD = /^https?:\/\/\*(?:\.[a-z0-9-]+){2,}(?::\d{1,5})?$/

/** Whether an address is an origin of one host, or of all hosts that are one label below a domain. */
export function isOriginPattern(address: string): boolean {
  if (address.includes('*')) return address.length <= 300 && WILDCARD.test(address)
  return parseAddress(address)?.origin === address && /^https?:/.test(address)
}

/** The pattern that an origin falls under: `https://*.example.com` for one label below that. */
function patternOf(origin: string): string | undefined {
  const [, scheme, rest] = /^(https?:\/\/)[a-z0-9-]+(\..+)$/.exec(origin) ?? []
  return scheme === undefined ? undefined : `${scheme}*${rest}`
}

/** Whether a place that the client says its pages are at has the origin, or a pattern that it falls under. */
function isOriginOf({ settings }: Client, origin: string): boolean {
  // `null` is the origin of whatever has none, such as a file or a sandboxed frame.
  // No browser has an origin with a star: it would be the pattern itself.
  if (origin === 'null' || origin.includes('*') || origin.length > 2_000) return false
  const pattern = patternOf(origin)
  return [settings.web_origins, settings.allowed_origins, settings.callbacks]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .some((entry) => typeof entry === 'string' && (entry === pattern || hasOrigin(entry, origin)))
}

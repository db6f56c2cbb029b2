/** `defineRoute`: one object per endpoint gives validation, scopes, the check of the answer and its description. @module */
import type { Request, RequestHandler, Response } from 'express'
import express from 'express'
import type * as z from 'zod'
import type { Runtime } from '../../runtime/index.ts'
import type { ErrorCode } from '../errors.ts'
import { ApiError } from '../errors.ts'
import type { EventHub, Events, Origin } from '../events.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../migration/failure-floor.ts'
import type { LoginFlow } from '../migration/login.ts'
import type { Passwords } from '../password/hash.ts'
import type { Store, Tenant } from '../store/contract.ts'
import type { TenantContext, Tenants } from '../tenants.ts'
import type { Family } from './family.ts'
import { familyOf, invalidPart } from './family.ts'
import { BodyError, decodeText, parseForm, parseJson } from './json.ts'
import type { Scope } from './scopes.ts'
import { validate } from './validate.ts'

/** What endpoints share, for as long as the server runs. */
export interface ServerDeps {
  store: Store
  runtime: Pick<Runtime, 'run' | 'retire'>
  passwords: Passwords
  loginFlow: LoginFlow
  tenants: Tenants
  events: EventHub
  log: Log
  clock: Clock
  isDraining(): boolean
}

/** What an endpoint works with during one request: all of the above, in the name of the request's tenant. */
export interface Deps extends Omit<ServerDeps, 'tenants' | 'events'>, TenantContext {
  events: Events
  origin: Origin
}

interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType> {
  tenant: Tenant
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  headers: z.output<H>
  /** Who asks: the client of the bearer token; empty on public endpoints. */
  actor: string
  ip: string | undefined
  /** By the flow's clock. */
  started_at: number
  setHeader(name: string, value: string): void
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface RouteSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
  R extends z.ZodType,
> {
  method: Method
  path: string
  summary: string
  /** Any of these; none = public. */
  scopes?: readonly Scope[]
  params?: P
  query?: Q
  body?: B
  /** Keys in lower case. */
  headers?: H
  /** Whether the body may be a form as well as JSON. */
  accepts_form?: boolean
  /** Of a success. Default 200, or 204 without `result`. */
  status?: 200 | 201 | 202 | 204
  /** Filters and checks the answer: what it does not name is not sent. */
  result?: R
  /** The result is a text, sent as it is under this type. Default JSON. */
  answer_type?: 'text/html'
  errors?: readonly ErrorCode[]
  /** `Cache-Control`; default `no-store`. */
  cache?: string
  handle(deps: Deps, input: Input<P, Q, B, H>): Promise<z.input<R>>
}

/** What describes an endpoint, without its types. */
interface RouteDescription {
  summary: string
  scopes: readonly Scope[]
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  headers: z.ZodType | undefined
  accepts_form: boolean
  status: number
  result: z.ZodType | undefined
  errors: readonly ErrorCode[]
}

/** An endpoint, ready to be mounted. */
export interface Route {
  method: Method
  /** With `:name` for parameters. */
  path: string
  description: RouteDescription
  handlers(server: ServerDeps): RequestHandler[]
}

/** Most bytes of a body (H4). */
const BODY_LIMIT_BYTES: { readonly [family in Family]: number } = {
  management: 1024 * 1024,
  authentication: 100 * 1024,
  database: 100 * 1024,
}

/** Makes an endpoint of its description. */
export function defineRoute<
  P extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = z.ZodUnknown,
  B extends z.ZodType = z.ZodUnknown,
  H extends z.ZodType = z.ZodUnknown,
  R extends z.ZodType = z.ZodVoid,
>(spec: RouteSpec<P, Q, B, H, R>): Route {
  const family = familyOf(spec.path)
  const status = spec.status ?? (spec.result ? 200 : 204)
  const readBody = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES[family] })

  const handle =
    (server: ServerDeps): RequestHandler =>
    async (request, response) => {
      const started_at = server.clock.now()
      response.set('Cache-Control', spec.cache ?? 'no-store')
      const deps = await openRequest(server, request)
      const actor = spec.scopes ? await authorize(deps, request, spec.scopes) : ''
      const input = {
        tenant: deps.tenant,
        actor,
        ip: request.ip,
        started_at,
        params: check(spec.params, request.params, family, 'params'),
        query: spec.query ? check(spec.query, queryOf(request, family), family, 'query') : undefined,
        headers: check(spec.headers, request.headers, family, 'headers'),
        body: spec.body
          ? check(spec.body, bodyOf(request, spec.accepts_form ?? false), family, 'body')
          : undefined,
        setHeader: (name: string, value: string) => response.set(name, value),
      } as Input<P, Q, B, H>
      const result = await spec.handle(deps, input)
      response.status(status)
      if (!spec.result) {
        response.end()
        return
      }
      const answer = checkedAnswer(spec.result, result)
      if (spec.answer_type) response.type(spec.answer_type).send(answer)
      else response.json(answer)
    }

  return {
    method: spec.method,
    path: spec.path,
    description: {
      summary: spec.summary,
      scopes: spec.scopes ?? [],
      params: spec.params,
      query: spec.query,
      body: spec.body,
      headers: spec.headers,
      accepts_form: spec.accepts_form ?? false,
      status,
      result: spec.result,
      errors: spec.errors ?? [],
    },
    // A body nobody asked for (`{}` with DELETE) is not even read.
    handlers: (server) => (spec.body ? [readBody, handle(server)] : [handle(server)]),
  }
}

/**
 * Reads whom a request is for and where it comes from.
 *
 * @throws {ApiError} inexistent_tenant
 */
export async function openRequest(server: ServerDeps, request: Request): Promise<Deps> {
  const { tenants, events, ...shared } = server
  const context = await tenants.forHost(request.headers.host)
  if (!context) throw new ApiError('inexistent_tenant')
  const origin: Origin = {
    ip: request.ip,
    user_agent: shortened(request.headers['user-agent'], 512),
    hostname: shortened(request.headers.host, 255),
    correlation_id: shortened(request.get('x-correlation-id'), 64),
  }
  return { ...shared, ...context, origin, events: events.of(context.tenant.tenant_id, origin) }
}

function shortened(text: string | undefined, characters: number): string | undefined {
  return text?.slice(0, characters).toWellFormed()
}

function check(
  schema: z.ZodType | undefined,
  value: unknown,
  family: Family,
  part: 'params' | 'query' | 'headers' | 'body',
): unknown {
  return schema ? validate(schema, value, family, part) : undefined
}

/** @throws {ApiError} invalid_token, insufficient_scope */
async function authorize({ tokens }: Deps, request: Request, scopes: readonly Scope[]): Promise<string> {
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) {
    throw new ApiError('invalid_token', 'Missing authentication', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
  const caller = await tokens.verifyManagement(token)
  if (!scopes.some((scope) => caller.scopes.includes(scope))) {
    throw new ApiError('insufficient_scope', `Insufficient scope, expected any of: ${scopes.join(',')}`)
  }
  return caller.client_id
}

/** @throws {ApiError} for escapes that are not UTF-8: reading them as other characters would look for something else */
function queryOf(request: Request, family: Family): unknown {
  try {
    decodeURIComponent(request.originalUrl.slice(request.path.length))
  } catch {
    const { code, title } = invalidPart(family, 'query')
    throw new ApiError(code, `${title}: the query has escapes that are not UTF-8`)
  }
  return request.query
}

/** @throws {ApiError} unsupported_media_type @throws {BodyError} */
function bodyOf(request: Request, accepts_form: boolean): unknown {
  const bytes: unknown = request.body
  if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0) return {}
  const [type = '', ...parameters] = (request.headers['content-type'] ?? 'application/json')
    .toLowerCase()
    .split(';')
  const charset = parameters
    .map((text) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(text)?.[1])
    .find(Boolean)
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new BodyError('the charset is not supported: send UTF-8')
  }
  if (/^\s*application\/(?:[\w.+-]+\+)?json\s*$/.test(type)) return parseJson(decodeText(bytes))
  if (accepts_form && /^\s*application\/x-www-form-urlencoded\s*$/.test(type))
    return parseForm(decodeText(bytes))
  throw new ApiError(
    'unsupported_media_type',
    accepts_form
      ? 'The body must be sent as application/json or application/x-www-form-urlencoded.'
      : undefined,
  )
}

function checkedAnswer(schema: z.ZodType, result: unknown): unknown {
  const parsed = schema.safeParse(result)
  if (!parsed.success) throw new Error('an answer does not fit its own schema', { cause: parsed.error })
  return parsed.data
}

/** Mounts endpoints: an unknown path is 404, an unknown method of a known path 405 with `Allow`. */
export function mountRoutes(app: express.Express, routes: readonly Route[], server: ServerDeps): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const ofPath = routes.filter((route) => route.path === path)
    const mounted = app.route(path)
    for (const route of ofPath) mounted[route.method](...route.handlers(server))
    const allow = ofPath
      .map((route) => (route.method === 'get' ? 'GET, HEAD' : route.method.toUpperCase()))
      .join(', ')
    mounted.all((_request: Request, _response: Response) => {
      throw new ApiError('method_not_allowed', undefined, { headers: { Allow: allow } })
    })
  }
  app.use(() => {
    throw new ApiError('not_found')
  })
}

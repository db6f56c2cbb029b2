/** `defineRoute`: one object per endpoint gives validation, scopes, the check of the answer and its description. @module */
import type { RequestHandler } from 'express'
import express from 'express'
import type * as z from 'zod'
import type { ErrorCode } from '../../common/errors.ts'
import type { Client, Member, Tenant } from '../../store/contract.ts'
import { audited } from '../access/audit.ts'
import { checkScopes, identify } from '../access/caller.ts'
import type { WithoutRecentSignIn } from '../access/recent-sign-in.ts'
import { asksForSignIn, checkRecent } from '../access/recent-sign-in.ts'
import type { Scope } from '../access/scopes.ts'
import type { FieldTable } from '../fields/row.ts'
import type { CorsRule } from '../http/cors.ts'
import { letPageRead } from '../http/cors.ts'
import type { Deps, ServerDeps } from '../http/deps.ts'
import { BODY_LIMIT_BYTES, familyOf } from '../http/family.ts'
import type { Place } from '../http/open-answers.ts'
import { bodyOf, goneSignal, queryOf } from '../http/request-parts.ts'
import type { JsonList } from '../lists/json-list.ts'
import { createBodyCheck } from './check-body.ts'
import { enterFor } from './enter-stream.ts'
import { openRequest } from './open-request.ts'
import { check, spendCall } from './route-parts.ts'
import { createSendAnswer } from './send-answer.ts'

interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType> {
  tenant: Tenant
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  headers: z.output<H>
  /** Id of who asks, a client or a member; empty on public endpoints. */
  actor: string
  caller: { client: Client | undefined; member: Member | undefined }
  /** Scopes of the token, or of the member's role. */
  granted: readonly string[]
  ip: string | undefined
  /** By the flow's clock. */
  started_at: number
  setHeader(name: string, value: string | string[]): void
  /** Fires when the caller has gone before the answer: work that only the caller wanted can stop. */
  signal: AbortSignal
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
  /** Why members may make this write however long ago they signed in (M11); every other write of theirs asks. */
  without_recent_sign_in?: WithoutRecentSignIn
  /** For such a write: what is sent for which the reason does not hold, and which asks all the same. */
  asks_all_the_same?: (sent: Pick<Input<P, Q, B, H>, 'params' | 'body'>) => boolean
  params?: P
  query?: Q
  body?: B
  /** What becomes of the body's members; without it, those of the schema alone are taken. */
  fields?: FieldTable
  /**
   * Of a change: the object as it is read; undefined when it is not there. What is sent unchanged is neither checked nor
   * changed, so that what was read can be written back.
   */
  current?(
    deps: Deps,
    input: Pick<Input<P, Q, B, H>, 'params'> & { body: unknown },
  ): Promise<object | undefined>
  /** Member of the body that replaces, whole, what was there. */
  whole?: string
  /** Keys in lower case. */
  headers?: H
  /** Whether the body may be a form as well as JSON. */
  accepts_form?: boolean
  /** Of a success. Default 200, or 204 without `result`. */
  status?: 200 | 201 | 202 | 204
  /** Filters and checks the answer: what it does not name is not sent. */
  result?: R
  /** Results are few objects that come again and again: each is checked and rendered once. */
  is_constant?: true
  /** Of a list that is sent item by item (`JsonList`): each of its items. */
  item?: z.ZodType
  /** The result is a text or an `EventStream`, sent as it is under this type. Default JSON. */
  answer_type?: 'text/html' | 'text/event-stream'
  errors?: readonly ErrorCode[]
  /** Whether web pages may call. Default: no. */
  cors?: CorsRule
  /** `Cache-Control`; default `no-store`. */
  cache?: string
  handle(deps: Deps, input: Input<P, Q, B, H>): Promise<z.input<R> | JsonList>
}

/** What describes an endpoint, without its types. */
interface RouteDescription {
  summary: string
  scopes: readonly Scope[]
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  fields: FieldTable | undefined
  changes_what_is_read: boolean
  headers: z.ZodType | undefined
  accepts_form: boolean
  status: number
  result: z.ZodType | undefined
  answer_type: string
  errors: readonly ErrorCode[]
  cors: CorsRule | undefined
}

/** An endpoint, ready to be mounted. */
export interface Route {
  method: Method
  /** With `:name` for parameters. */
  path: string
  description: RouteDescription
  handlers(server: ServerDeps): RequestHandler[]
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
  const send = createSendAnswer(spec)
  const checkBody =
    spec.body &&
    createBodyCheck({
      schema: spec.body,
      fields: spec.fields,
      method: spec.method,
      family,
      whole: spec.whole,
    })
  const readBody = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES[family] })

  const handle =
    (server: ServerDeps): RequestHandler =>
    async (request, response) => {
      const started_at = server.clock.now()
      response.set('Cache-Control', spec.cache ?? 'no-store')
      const deps = await openRequest(server, request, { is_public: spec.scopes === undefined })
      const caller = spec.scopes ? await identify(deps, request) : undefined
      const actor = caller?.id ?? ''
      spendCall(deps, spec, response, actor)
      const isWrite = caller !== undefined && spec.method !== 'get'
      const stream: { place?: Place } = {}
      const work = async (): Promise<z.input<R> | JsonList> => {
        if (caller) checkScopes(caller, spec.scopes ?? [])
        const proved_at = isWrite && caller.member ? caller.proved_at : undefined
        if (proved_at !== undefined && !spec.without_recent_sign_in) await checkRecent(deps, proved_at)
        const sent = spec.body ? bodyOf(request, spec.accepts_form ?? false) : undefined
        if (spec.cors)
          await letPageRead(deps.store, deps.tenant, spec.cors, { request, response, body: sent })
        const params = check(spec.params, request.params, family, 'params') as z.output<P>
        const current = await spec.current?.(deps, { params, body: sent })
        const input = {
          tenant: deps.tenant,
          actor,
          caller: { client: caller?.client, member: caller?.member },
          granted: caller?.scopes ?? [],
          ip: request.ip,
          started_at,
          params,
          query: spec.query ? check(spec.query, queryOf(request, family), family, 'query') : undefined,
          headers: check(spec.headers, request.headers, family, 'headers'),
          body: checkBody?.checked(sent, current),
          setHeader: (name: string, value: string | string[]) => response.set(name, value),
          signal: goneSignal(response),
        } as Input<P, Q, B, H>
        if (proved_at !== undefined && spec.asks_all_the_same?.(input)) await checkRecent(deps, proved_at)
        if (spec.answer_type === 'text/event-stream') stream.place = enterFor(deps, spec, caller)
        const done = await spec.handle(deps, input)
        const kept = checkBody?.keptOnly(sent) ?? []
        if (kept.length > 0) response.set('Ferry-Kept-Only', kept.join(', '))
        return done
      }
      try {
        const result = isWrite ? await audited(deps, spec, request, { status, caller }, work) : await work()
        response.status(status)
        const { tenant_id } = deps.tenant
        await send(response, result, { queue: deps.longLists, tenant_id, ended: stream.place?.ended })
      } finally {
        stream.place?.leave()
      }
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
      fields: spec.fields,
      changes_what_is_read: spec.current !== undefined,
      headers: spec.headers,
      accepts_form: spec.accepts_form ?? false,
      status,
      result: spec.result,
      answer_type: spec.answer_type ?? 'application/json',
      errors: [
        ...(spec.errors ?? []),
        ...(asksForSignIn(spec) ? (['recent_sign_in_required'] as const) : []),
      ],
      cors: spec.cors,
    },
    // A body nobody asked for (`{}` with DELETE) is not even read.
    handlers: (server) => (spec.body ? [readBody, handle(server)] : [handle(server)]),
  }
}

/** `defineRoute`: one object per endpoint gives validation, scopes, the check of the answer and its description. @module */
import type { RequestHandler } from 'express'
import express from 'express'
import type * as z from 'zod'
import { audited } from '../access/audit.ts'
import { checkScopes, identify } from '../access/caller.ts'
import { asksForSignIn, checkRecent } from '../access/recent-sign-in.ts'
import { letPageRead } from '../http/cors.ts'
import type { ServerDeps } from '../http/deps.ts'
import { BODY_LIMIT_BYTES, familyOf } from '../http/family.ts'
import type { Place } from '../http/open-answers.ts'
import { bodyOf, goneSignal, queryOf } from '../http/request-parts.ts'
import type { JsonList } from '../lists/json-list.ts'
import { createBodyCheck } from './check-body.ts'
import { enterFor } from './enter-stream.ts'
import { openRequest } from './open-request.ts'
import { check, spendCall } from './route-parts.ts'
import { createSendAnswer } from './send-answer.ts'
import type { Input, Route, RouteSpec } from './spec.ts'

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
      operation: { name: spec.name, tag: spec.tag, description: spec.description, proof: spec.proof },
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

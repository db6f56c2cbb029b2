/** `defineRoute`: one object per endpoint gives validation, scopes, the check of the answer and its description. @module */
import type * as z from 'zod'
import { audited } from '../access/audit.ts'
import type { Caller } from '../access/caller.ts'
import { identify } from '../access/caller.ts'
import { mayNeedRecentSignIn } from '../access/recent-sign-in.ts'
import { applyCors } from '../http/cors.ts'
import type { Deps } from '../http/deps.ts'
import { BODY_LIMIT_BYTES, familyOf } from '../http/family.ts'
import { parseBody } from '../http/request-parts.ts'
import { authorise, authoriseWrite } from './authorise.ts'
import { createBodyCheck } from './check-body.ts'
import { checkInput } from './check-input.ts'
import { limitCalls } from './limit-calls.ts'
import { openRequest } from './open-request.ts'
import type { Steps } from './pipeline.ts'
import { throughSteps } from './pipeline.ts'
import { createBodyReceiver } from './receive-body.ts'
import type { HandlerResult } from './run-handler.ts'
import { runHandler } from './run-handler.ts'
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
  return {
    method: spec.method,
    path: spec.path,
    at_any_host: spec.at_any_host,
    description: {
      operation: { name: spec.name, tag: spec.tag, description: spec.description, proof: spec.proof },
      summary: spec.summary,
      scopes: spec.scopes ?? [],
      own: spec.own,
      params: spec.params,
      query: spec.query,
      body: spec.body,
      fields: spec.fields,
      changes_what_is_read: spec.current !== undefined,
      headers: spec.headers,
      accepts_form: spec.accepts_form ?? false,
      status: statusOf(spec),
      result: spec.result,
      answer_type: spec.answer_type ?? 'application/json',
      errors: [
        ...(spec.errors ?? []),
        ...(mayNeedRecentSignIn(spec) ? (['recent_sign_in_required'] as const) : []),
      ],
      cors: spec.cors,
    },
    handler: throughSteps(stepsOf(spec)),
  }
}

function stepsOf<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
  R extends z.ZodType,
>(spec: RouteSpec<P, Q, B, H, R>): Steps<Deps, Caller, Input<P, Q, B, H>, HandlerResult> {
  const { method, scopes, cors, whole, fields, at_any_host = false, at_own_hosts = false } = spec
  const family = familyOf(spec.path)
  const status = statusOf(spec)
  const body = spec.body && createBodyCheck({ schema: spec.body, fields, method, family, whole })
  const send = createSendAnswer(spec)
  return {
    // A body nobody asked for (`{}` with DELETE) is not even read.
    receive: spec.body && createBodyReceiver(BODY_LIMIT_BYTES[family]),
    async open({ server, request, response }) {
      response.set('Cache-Control', spec.cache ?? 'no-store')
      return openRequest(server, request, { is_public: scopes === undefined, at_any_host, at_own_hosts })
    },
    identify: scopes && ((deps, { request }) => identify(deps, request)),
    limit: (deps, { response, caller }) => limitCalls(deps, spec, response, caller?.id ?? ''),
    async authorise(deps, { caller, request }) {
      if (caller) await authorise(deps, caller, spec, request.params)
    },
    async audit(deps, { request, caller }, work) {
      return caller && method !== 'get' ? audited(deps, spec, request, { status, caller }, work) : work()
    },
    async read({ store, tenant }, { request, response }) {
      const sent = spec.body && parseBody(request, spec.accepts_form ?? false)
      if (cors) await applyCors(store, tenant, cors, { request, response, body: sent })
      return sent
    },
    async check(deps, exchange) {
      const input = await checkInput<P, Q, B, H, R>(deps, exchange, { spec, family, body })
      const { caller } = exchange
      if (caller && spec.needs_recent_sign_in?.(input)) await authoriseWrite(deps, caller, spec)
      return input
    },
    run: (deps, exchange, input) =>
      runHandler(deps, exchange, { spec, body, obeyed: spec.obeys?.(deps, input) }, () =>
        spec.handle(deps, input),
      ),
    async answer({ longLists: queue, tenant }, { response }, { result, place }) {
      try {
        response.status(status)
        await send(response, result, { queue, tenant_id: tenant.tenant_id, ended: place?.ended })
      } finally {
        place?.leave()
      }
    },
  }
}

/** @returns the status of a success */
function statusOf({ status, result }: { status?: 200 | 201 | 202 | 204; result?: z.ZodType }): number {
  return status ?? (result ? 200 : 204)
}

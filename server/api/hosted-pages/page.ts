/** `definePage`: pages for people, as `defineRoute` is for programs. Every answer is HTML, also an error. @module */
import type { Request, Response } from 'express'
import type * as z from 'zod'
import { randomAlphanumerics } from '../../common/ids.ts'
import type { TenantSettings } from '../../store/contract.ts'
import type { Deps, ServerDeps } from '../http/deps.ts'
import { asApiError } from '../http/render-error.ts'
import { parseBody, parseQuery } from '../http/request-parts.ts'
import { validate } from '../http/validate.ts'
import { limitCalls } from '../route/limit-calls.ts'
import { openRequest } from '../route/open-request.ts'
import type { Steps } from '../route/pipeline.ts'
import { throughSteps } from '../route/pipeline.ts'
import { createBodyReceiver } from '../route/receive-body.ts'
import type { Route } from '../route/spec.ts'
import { paragraph } from './html.ts'
import { languageOf } from './language-of.ts'
import type { PageContent } from './layout.ts'
import { renderPage } from './layout.ts'
import type { PageLook } from './look.ts'
import { lookOf } from './look.ts'
import type { PageTexts } from './texts.ts'
import { pageTexts } from './texts.ts'

/** The response of a page. */
export type PageAnswer = (
  | ({
      kind: 'page'
      status?: number
      headers?: { [name: string]: string }
      /** Those that `main` is written with, when they are not the ones of the request. */
      texts?: PageTexts
    } & PageContent)
  /** Followed with GET. `status`: default 303. */
  | { kind: 'redirect'; url: string; status?: 302 }
  /** A document that is not for people to read. */
  | { kind: 'document'; type: 'html' | 'text'; body: string; policy: string }
) & {
  /** `Set-Cookie` headers. */
  cookies?: readonly string[]
}

/** What a request says besides its fields. */
export interface Visit {
  /** The header. */
  cookie: string | undefined
  ip: string | undefined
  user_agent: string | undefined
  /** The page that sent the browser here. */
  referer: string | undefined
  /** `Sec-Fetch-Dest`: `iframe` for a frame. */
  fetch_dest: string | undefined
  fetch_site: string | undefined
  /** By the flow's clock. */
  started_at: number
}

interface PageSpec<S extends z.ZodType> {
  method: 'get' | 'post'
  path: string
  summary: string
  /** Values of the query for GET, of the form for POST. */
  fields: S
  /**
   * A page of the sign-in flow, whose form may end at an application: browsers apply `form-action` to each redirect that
   * follows, also to those of the application, and an opener policy would part a pop-up from the page that opened it.
   */
  is_of_flow?: true
  handle(deps: Deps, fields: z.output<S>, about: PageContext): Promise<PageAnswer>
}

/** What a page is made with. */
export interface PageContext {
  texts: PageTexts
  /** @returns the texts for a request that names languages. @param ui_locales separated by blanks */
  textsFor(ui_locales: string | undefined): PageTexts
  look: PageLook
  settings: TenantSettings
  visit: Visit
  /** Of the query; forms of pages without a sign-in take them along, see `actionOf`. */
  ui_locales: string | undefined
}

const FORM_LIMIT_BYTES = 16 * 1024
const LONGEST_UI_LOCALES = 100

/**
 * Creates a page from its spec. The secret in a form decides what it may do, so that no other site can submit it in a user's
 * name (H2); pages of the sign-in flow also compare the mark of the browser.
 */
export function definePage<S extends z.ZodType>(spec: PageSpec<S>): Route {
  return {
    method: spec.method,
    path: spec.path,
    description: {
      operation: undefined,
      summary: spec.summary,
      scopes: [],
      own: undefined,
      params: undefined,
      query: spec.method === 'get' ? spec.fields : undefined,
      body: spec.method === 'post' ? spec.fields : undefined,
      fields: undefined,
      changes_what_is_read: false,
      headers: undefined,
      accepts_form: true,
      status: 200,
      result: undefined,
      answer_type: 'text/html',
      errors: [],
      cors: undefined,
    },
    handler: throughSteps(stepsOf(spec)),
  }
}

/** The dependencies of the page's tenant, and how its pages look and speak. */
interface Opened {
  deps: Deps
  look: PageLook
  settings: TenantSettings
  texts: PageTexts
  ui_locales: string | undefined
}

function stepsOf<S extends z.ZodType>(spec: PageSpec<S>): Steps<Opened, never, z.output<S>, PageAnswer> {
  const receive = createBodyReceiver(FORM_LIMIT_BYTES)
  const isOfFlow = spec.is_of_flow ?? false
  return {
    async open({ server, request }) {
      const deps = await openRequest(server, request, { is_public: true })
      const settings = await deps.store.readTenantSettings(deps.tenant.tenant_id)
      const look = lookOf(deps.tenant.name, settings)
      const ui_locales = uiLocalesOf(request)
      return { deps, look, settings, texts: textsOf(request, settings, ui_locales), ui_locales }
    },
    limit: ({ deps }, { response }) => limitCalls(deps, spec, response, ''),
    async read(_opened, { request, response }) {
      if (spec.method === 'get') return parseQuery(request, 'authentication')
      await receive(request, response)
      return parseBody(request, true)
    },
    async check(_opened, { sent }) {
      return validate(spec.fields, sent, 'authentication', spec.method === 'get' ? 'query' : 'body')
    },
    run({ deps, look, settings, texts, ui_locales }, { request, started_at }, fields) {
      const textsFor = (wished: string | undefined): PageTexts =>
        wished === ui_locales ? texts : textsOf(request, settings, wished)
      const visit = visitOf(request, deps, started_at)
      return spec.handle(deps, fields, { texts, textsFor, look, settings, visit, ui_locales })
    },
    async answer({ look, texts }, { response }, answer) {
      send(response, answer, { texts, look, isOfFlow })
    },
    fail(thrown, { server, request, response }, opened) {
      const texts = opened?.texts ?? textsOf(request, {})
      send(response, problemOf(thrown, request, server, texts), { texts, look: opened?.look, isOfFlow })
    },
  }
}

function textsOf(request: Request, { enabled_locales }: TenantSettings, ui_locales?: string): PageTexts {
  const accept_language = request.get('accept-language')
  return pageTexts(languageOf({ ui_locales, accept_language, enabled_locales }))
}

function uiLocalesOf(request: Request): string | undefined {
  // Express parses the query each time that it is asked for.
  if (!request.originalUrl.includes('ui_locales')) return undefined
  const { ui_locales } = request.query
  return typeof ui_locales === 'string' && ui_locales.length <= LONGEST_UI_LOCALES ? ui_locales : undefined
}

/** @returns the address that a form posts to, with the languages of the page that shows it */
export function actionOf(path: string, { ui_locales }: PageContext): string {
  return ui_locales === undefined ? path : `${path}?ui_locales=${encodeURIComponent(ui_locales)}`
}

function visitOf(request: Request, { origin }: Deps, started_at: number): Visit {
  return {
    cookie: request.get('cookie'),
    ip: origin.ip,
    user_agent: origin.user_agent,
    referer: request.get('referer'),
    fetch_dest: request.get('sec-fetch-dest'),
    fetch_site: request.get('sec-fetch-site'),
    started_at,
  }
}

function send(
  response: Response,
  answer: PageAnswer,
  { texts, look, isOfFlow }: { texts: PageTexts; look: PageLook | undefined; isOfFlow: boolean },
): void {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Referrer-Policy', 'no-referrer')
  for (const cookie of answer.cookies ?? []) response.append('Set-Cookie', cookie)
  switch (answer.kind) {
    case 'redirect':
      response.statusCode = answer.status ?? 303
      response.setHeader('Location', inHeader(answer.url))
      response.end()
      return
    case 'document':
      response.set('Content-Security-Policy', answer.policy).type(answer.type).send(answer.body)
      return
    case 'page': {
      const is_of_flow = isOfFlow || answer.is_of_flow === true
      const content = { ...answer, is_of_flow }
      const { html, policy } = renderPage(content, answer.texts ?? texts, look)
      response
        .status(answer.status ?? 200)
        .set({
          'Content-Security-Policy': policy,
          ...(is_of_flow ? {} : { 'Cross-Origin-Opener-Policy': 'same-origin' }),
          'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
          ...answer.headers,
        })
        .set({
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Length': String(Buffer.byteLength(html)),
        })
        .end(html)
    }
  }
}

/** The address with what headers cannot have in escapes; nothing else of it changes, since it is a registered one. */
const inHeader = (address: string): string => address.replace(/[^\x21-\x7e]/gu, encodeURIComponent)

/** Logs internal errors as the APIs do; the page shows no details. */
function problemOf(thrown: unknown, request: Request, server: ServerDeps, texts: PageTexts): PageAnswer {
  const error = asApiError(thrown, request.path)
  const { problem } = texts
  if (error.status < 500) {
    const text = { 404: problem.not_found, 429: problem.too_many_requests }[error.status] ?? problem.request
    return {
      kind: 'page',
      status: error.status,
      headers: error.headers,
      title: problem.title,
      main: paragraph(text),
      is_error: true,
    }
  }
  const error_id = `err_${randomAlphanumerics(20)}`
  if (error.cause !== undefined) {
    server.log.error('request_failed', error.cause, {
      error_id,
      method: request.method,
      status: error.status,
    })
  }
  return {
    kind: 'page',
    status: error.status,
    headers: error.headers,
    title: problem.server_title,
    main: paragraph(problem.server) + paragraph(problem.log_id(error_id)),
    is_error: true,
  }
}

/** `definePage`: pages for people, as `defineRoute` is for programs. Every answer is HTML, also an error. @module */
import type { Request, Response } from 'express'
import type * as z from 'zod'
import { randomAlphanumerics } from '../../common/ids.ts'
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
export type PageAnswer =
  | ({ kind: 'page'; status?: number; headers?: { [name: string]: string }; texts?: PageTexts } & PageContent)
  /** Followed with GET. */
  | { kind: 'redirect'; url: string }

/** What a page is written with: texts in the person's language, and the look of the tenant. */
export interface PageWords {
  texts: PageTexts
  /** @returns the texts for other languages than the request's: those that a sign-in was started with */
  textsIn(ui_locales: string | undefined): PageTexts
  look: PageLook
  /** The languages of the request's query; the page's forms take them along, see `actionOf`. */
  ui_locales: string | undefined
}

interface PageSpec<S extends z.ZodType> {
  method: 'get' | 'post'
  path: string
  summary: string
  /** Values of the query for GET, of the form for POST. */
  fields: S
  handle(deps: Deps, fields: z.output<S>, words: PageWords): Promise<PageAnswer>
}

const FORM_LIMIT_BYTES = 16 * 1024
const LONGEST_UI_LOCALES = 100

/**
 * Creates a page from its spec. Pages read no cookie: the secret in the form decides what it may do, so that no other site
 * can submit it in a user's name (H2).
 */
export function definePage<S extends z.ZodType>(spec: PageSpec<S>): Route {
  return {
    method: spec.method,
    path: spec.path,
    description: {
      operation: undefined,
      summary: spec.summary,
      scopes: [],
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

/** The dependencies of the page's tenant, and what its pages are written with. */
interface Opened {
  deps: Deps
  words: PageWords
}

function stepsOf<S extends z.ZodType>(spec: PageSpec<S>): Steps<Opened, never, z.output<S>, PageAnswer> {
  const receive = createBodyReceiver(FORM_LIMIT_BYTES)
  return {
    async open({ server, request }) {
      const deps = await openRequest(server, request, { is_public: true })
      const settings = await deps.store.readTenantSettings(deps.tenant.tenant_id)
      const ui_locales = uiLocalesOf(request)
      const { enabled_locales } = settings
      const textsIn = (wished: string | undefined): PageTexts =>
        pageTexts(languageOf({ ui_locales: wished, ...acceptedBy(request), enabled_locales }))
      const look = lookOf(deps.tenant.name, settings)
      return { deps, words: { texts: textsIn(ui_locales), textsIn, look, ui_locales } }
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
    run: ({ deps, words }, _exchange, fields) => spec.handle(deps, fields, words),
    async answer({ words }, { response }, answer) {
      send(response, answer, (answer.kind === 'page' && answer.texts) || words.texts, words.look)
    },
    fail(thrown, { server, request, response }, opened) {
      const texts = opened?.words.texts ?? pageTexts(languageOf(acceptedBy(request)))
      send(response, problemOf(thrown, request, server, texts), texts, opened?.words.look)
    },
  }
}

const acceptedBy = (request: Request) => ({ accept_language: request.get('accept-language') })

const uiLocalesOf = ({ query }: Request): string | undefined =>
  typeof query.ui_locales === 'string' && query.ui_locales.length <= LONGEST_UI_LOCALES
    ? query.ui_locales
    : undefined

/** @returns the address that a form posts to, with the languages of the page that shows it */
export function actionOf(path: string, { ui_locales }: PageWords): string {
  return ui_locales === undefined ? path : `${path}?ui_locales=${encodeURIComponent(ui_locales)}`
}

function send(response: Response, answer: PageAnswer, texts: PageTexts, look: PageLook | undefined): void {
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
  if (answer.kind === 'redirect') {
    response.redirect(303, answer.url)
    return
  }
  const { html, policy } = renderPage(answer, texts, look)
  response
    .status(answer.status ?? 200)
    .set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      ...answer.headers,
    })
    .type('html')
    .send(html)
}

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

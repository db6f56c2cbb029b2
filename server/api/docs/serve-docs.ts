/** The documentation over HTTP: on the operator's own host, for readers without JavaScript too. @module */
import type { RequestHandler, Response } from 'express'
import express from 'express'
import { ApiError } from '../../common/errors.ts'
import { createDocs } from '../../docs/docs.ts'
import type { DocsFile } from '../../docs/rendered.ts'
import type { Tenants } from '../../tenancy/tenants.ts'
import { DEFAULT_TENANT } from '../../tenancy/tenants.ts'

/** First page of the documentation. */
const DOCS_PATH = '/docs/'

/** @returns public address of the documentation, with a slash at its end */
export function docsUrl(tenants: Pick<Tenants, 'publicUrlOf'>): string {
  return tenants.publicUrlOf(DEFAULT_TENANT) + DOCS_PATH
}

/** The dashboard's policy without all that only scripts need. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: { readonly [name: string]: string } = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
}

/**
 * Serves `/docs/…`. A tenant's host answers 404, because its documentation is not ours. Pages show names and defaults,
 * never a
 * value of this server.
 */
export function serveDocs(tenants: Tenants): RequestHandler {
  const docs = createDocs()
  const router = express.Router({ caseSensitive: true, strict: true })
  router.use(DOCS_PATH.slice(0, -1), async (request, response, next) => {
    const context = await tenants.forHost(request.headers.host)
    if (context?.tenant.name !== DEFAULT_TENANT) {
      next(new ApiError('not_found'))
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next(new ApiError('method_not_allowed', undefined, { headers: { Allow: 'GET, HEAD' } }))
      return
    }
    if (request.originalUrl.split('?')[0] === DOCS_PATH.slice(0, -1)) {
      response.redirect(302, DOCS_PATH)
      return
    }
    const name = request.path.slice(1)
    const { q } = request.query
    const file = name === 'search' ? undefined : await docs.find(name)
    if (name === 'search') {
      response.set({ ...HEADERS, 'Cache-Control': 'no-store' })
      response.type('html').send(await docs.search(typeof q === 'string' ? q : ''))
    } else if (file === undefined) {
      response.set({ ...HEADERS, 'Cache-Control': 'no-store' })
      response
        .status(404)
        .type('html')
        .send(await docs.missing())
    } else {
      send(response, file, request.headers['if-none-match'])
    }
  })
  return router
}

/** A browser keeps a page, and asks each time whether it is still the same: after an upgrade it is not. */
function send(response: Response, { type, body, etag }: DocsFile, known: string | undefined): void {
  response.set({ ...HEADERS, 'Cache-Control': 'no-cache', ETag: etag })
  if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
    response.status(304).end()
    return
  }
  response.set('Content-Type', type).send(body)
}

/** Serves the files of the dashboard's build, and no others, with one strict content security policy. @module */
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream'
import type { RequestHandler } from 'express'
import express from 'express'
import { ApiError } from '../../common/errors.ts'

/** Path of the dashboard. */
export const DASHBOARD_PATH = '/dashboard/'

const INDEX = 'index.html'

/** Content security policy (H1), with Trusted Types. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  // Previews of the hosted pages.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ferry',
].join('; ')

const POWERS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

const HEADERS: { readonly [name: string]: string } = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': POWERS.map((power) => `${power}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

const YEAR_S = 31_536_000

const TYPES: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Content-Encoding → suffix of the compressed file; the smallest first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

interface Asset {
  path: string
  type: string
  bytes: { identity: number; br?: number; gzip?: number }
}

/**
 * Serves `/dashboard/…` and redirects `/` there. A path that is no file of the build is answered with the page of the
 * application; below `assets/` with 404, so that after an update an old page does not read HTML as a script.
 *
 * @param directory of the build; it is read once, so files that are added later are not served
 * @param is_https whether the public URL is https: the response then tells browsers to use only https
 */
export function serveDashboard(directory: string, is_https: boolean): RequestHandler {
  const assets = readAssets(directory)
  const router = express.Router({ caseSensitive: true })
  const strictTransport = is_https ? { 'Strict-Transport-Security': `max-age=${YEAR_S}` } : {}
  router.get('/', (_request, response) => response.redirect(302, DASHBOARD_PATH))
  router.use(DASHBOARD_PATH, (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next(new ApiError('method_not_allowed', undefined, { headers: { Allow: 'GET, HEAD' } }))
      return
    }
    response.set({ ...HEADERS, ...strictTransport })
    if (request.originalUrl.split('?')[0] === DASHBOARD_PATH.slice(0, -1)) {
      response.redirect(302, DASHBOARD_PATH)
      return
    }
    const name = request.path.slice(1)
    const isHashed = name.startsWith('assets/')
    const asset = assets.get(name) ?? (isHashed ? undefined : assets.get(INDEX))
    if (asset === undefined) {
      next(new ApiError('not_found'))
      return
    }
    response.set({
      'Cache-Control': isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-store',
      'Content-Type': asset.type,
      Vary: 'Accept-Encoding',
    })
    const [encoding, suffix] = ENCODINGS.find(
      ([known]) => asset.bytes[known] !== undefined && request.acceptsEncodings(known) === known,
    ) ?? ['identity', '']
    if (encoding !== 'identity') response.set('Content-Encoding', encoding)
    response.set('Content-Length', String(asset.bytes[encoding]))
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    // A response that has begun cannot become an error: it is cut off, and the browser notices that by the length.
    pipeline(createReadStream(asset.path + suffix), response, () => undefined)
  })
  return router
}

function readAssets(directory: string): Map<string, Asset> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const sizes = new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, statSync(path).size]),
  )
  const assets = new Map<string, Asset>()
  for (const [path, identity] of sizes) {
    const type = TYPES[extname(path)]
    if (type === undefined) continue
    const [br, gzip] = ENCODINGS.map(([, suffix]) => sizes.get(path + suffix))
    const name = path.slice(directory.length + 1).replaceAll(sep, '/')
    assets.set(name, {
      path,
      type,
      bytes: { identity, ...(br === undefined ? {} : { br }), ...(gzip === undefined ? {} : { gzip }) },
    })
  }
  if (!assets.has(INDEX)) throw new Error('the dashboard’s build has no index.html')
  return assets
}

/** Strict parsing of a request's query and body, its origin, and the signal that its caller disconnected. @module */
import type { Request, Response } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { Origin } from '../../tenant-log/event-hub.ts'
import type { Family } from './family.ts'
import { invalidPart } from './family.ts'
import { BodyError, decodeText, parseForm, parseJson } from './json.ts'

/**
 * Parses the query. Empty parameters count as missing, because SDKs send them for unset values.
 *
 * @throws {ApiError} for escapes that are not UTF-8: replacing them would search for another text
 */
export function parseQuery(request: Request, family: Family): unknown {
  try {
    decodeURIComponent(request.originalUrl.slice(request.path.length))
  } catch {
    const { code, title } = invalidPart(family, 'query')
    throw new ApiError(code, `${title}: the query has escapes that are not UTF-8`)
  }
  return Object.fromEntries(
    Object.entries(request.query)
      .map(([name, value]) => [name, Array.isArray(value) ? value.filter((one) => one !== '') : value])
      .filter(([, given]) => given !== '' && !(Array.isArray(given) && given.length === 0)),
  )
}

/**
 * Parses the body by its content type; `{}` without a body. The result is not validated.
 *
 * @throws {ApiError} unsupported_media_type @throws {BodyError}
 */
export function parseBody(request: Request, accepts_form: boolean): unknown {
  const bytes: unknown = request.body
  if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0) return {}
  const [type = '', ...parameters] = (request.headers['content-type'] ?? 'application/json')
    .toLowerCase()
    .split(';')
  const charset = parameters.map(charsetOf).find(Boolean)
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

/** @param parameter of `Content-Type`, in lower case */
function charsetOf(parameter: string): string | undefined {
  const [name = '', value = ''] = parameter.split('=', 2)
  if (name.trim() !== 'charset') return undefined
  return /^"?([^"\s]*)"?$/.exec(value.trim())?.[1]
}

/** @returns where a request comes from, for the tenant's log; texts that callers choose are shortened */
export function originOf(request: Request): Origin {
  return {
    ip: request.ip,
    user_agent: shortened(request.headers['user-agent'], 512),
    hostname: shortened(request.headers.host, 255),
    correlation_id: shortened(request.get('x-correlation-id'), 64),
  }
}

function shortened(text: string | undefined, characters: number): string | undefined {
  return text?.slice(0, characters).toWellFormed()
}

/** @returns a signal that aborts when the caller disconnects before the answer */
export function disconnectSignal(response: Response): AbortSignal {
  if (response.closed && !response.writableEnded) return AbortSignal.abort()
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

/** Reads query and body of a request, strictly, and notices when its caller has gone. @module */
import type { Request, Response } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { Origin } from '../../tenant-log/event-hub.ts'
import type { Family } from './family.ts'
import { invalidPart } from './family.ts'
import { BodyError, decodeText, parseForm, parseJson } from './json.ts'

/**
 * Empty parameters count as missing: SDKs send them for what was not set.
 *
 * @throws {ApiError} for escapes that are not UTF-8: reading them as other characters would look for something else
 */
export function queryOf(request: Request, family: Family): unknown {
  try {
    decodeURIComponent(request.originalUrl.slice(request.path.length))
  } catch {
    const { code, title } = invalidPart(family, 'query')
    throw new ApiError(code, `${title}: the query has escapes that are not UTF-8`)
  }
  return Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) => {
      const given = Array.isArray(value) ? value.filter((one) => one !== '') : value
      return given === '' || (Array.isArray(given) && given.length === 0) ? [] : [[name, given]]
    }),
  )
}

/**
 * What was sent, before it is checked; `{}` when nothing was.
 *
 * @throws {ApiError} unsupported_media_type @throws {BodyError}
 */
export function bodyOf(request: Request, accepts_form: boolean): unknown {
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

/** @returns where a request comes from, for the tenant's log: what callers choose is cut */
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

/** @returns what fires when the caller has gone before the answer */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

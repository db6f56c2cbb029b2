/** Reads query and body of a request, strictly. @module */
import type { Request } from 'express'
import { ApiError } from '../errors.ts'
import type { Family } from './family.ts'
import { invalidPart } from './family.ts'
import { BodyError, decodeText, parseForm, parseJson } from './json.ts'

/** @throws {ApiError} for escapes that are not UTF-8: reading them as other characters would look for something else */
export function queryOf(request: Request, family: Family): unknown {
  try {
    decodeURIComponent(request.originalUrl.slice(request.path.length))
  } catch {
    const { code, title } = invalidPart(family, 'query')
    throw new ApiError(code, `${title}: the query has escapes that are not UTF-8`)
  }
  return request.query
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

/** The one place where an error becomes an answer. @module */
import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler } from 'express'
import { ApiError } from '../../common/errors.ts'
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Log } from '../../common/log.ts'
import { BadMark, ReadTooSlow, StoreShareFull, StoreUnavailable } from '../../store/contract.ts'
import { familyOf, invalidPart } from './family.ts'
import { BodyError } from './json.ts'

/**
 * Answers with the error in the shape of the endpoint's family. Details of our own faults go to the log alone. A `Link` header
 * names the documentation of the code: bodies have Auth0's shapes, and no room for it.
 *
 * @param docs_url of the documentation, with a slash at its end
 */
export function createErrorRenderer(log: Log, docs_url: string): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      next(thrown)
      return
    }
    const family = familyOf(request.path)
    const error = asApiError(thrown, request.path)
    const error_id = error.status >= 500 ? `err_${randomAlphanumerics(20)}` : undefined
    if (error_id !== undefined && error.cause !== undefined) {
      log.error('request_failed', error.cause, { error_id, method: request.method, status: error.status })
    }
    response.status(error.status)
    response.set({
      'Cache-Control': 'no-store',
      Link: `<${docs_url}errors#${error.documented_as}>; rel="help"`,
      ...error.headers,
    })
    const log_id = error.log_id ?? error_id
    if (family === 'management') {
      response.json({
        statusCode: error.status,
        error: STATUS_CODES[error.status] ?? 'Error',
        message: error.message,
        errorCode: error.code,
        ...(log_id === undefined ? {} : { log_id }),
        ...error.body,
      })
      return
    }
    const description = log_id === undefined ? error.message : `${error.message} (log ID: ${log_id})`
    if (family === 'database') {
      response.json({
        name: nameOf(error.status),
        code: error.code,
        description,
        statusCode: error.status,
        ...(log_id === undefined ? {} : { log_id }),
        ...error.body,
      })
      return
    }
    response.json({
      error: error.code,
      error_description: description,
      ...(log_id === undefined ? {} : { log_id }),
      ...error.body,
    })
  }
}

/** The name as in `BadRequestError`: the phrase of the status, without spaces. */
function nameOf(status: number): string {
  const phrase = (STATUS_CODES[status] ?? '').replaceAll(/\W/g, '')
  return phrase.endsWith('Error') ? phrase : `${phrase}Error`
}

/** @returns the error as the caller sees it, with the code and title of the path's family */
export function asApiError(thrown: unknown, path: string): ApiError {
  if (thrown instanceof ApiError) return thrown
  const family = familyOf(path)
  const invalid = (part: 'body' | 'query' | 'params', text: string): ApiError => {
    const { code, title } = invalidPart(family, part)
    return new ApiError(code, `${title}: ${text}`, { cause: thrown })
  }
  if (thrown instanceof BodyError) return invalid('body', thrown.message)
  if (thrown instanceof BadMark) return invalid('query', "'from' is not a mark that this list gave out")
  // The store works as it should: there is nothing to log.
  if (thrown instanceof StoreShareFull) {
    return new ApiError('temporarily_unavailable', thrown.message, { retry_after_s: 2 })
  }
  if (thrown instanceof StoreUnavailable) {
    return new ApiError('temporarily_unavailable', undefined, { cause: thrown, retry_after_s: 5 })
  }
  if (thrown instanceof ReadTooSlow) return new ApiError('search_timeout', undefined, { cause: thrown })
  if (thrown instanceof URIError) return invalid('params', 'the path has escapes that are not UTF-8')
  const type = bodyErrorType(thrown)
  if (type === 'entity.too.large') return new ApiError('payload_too_large', undefined, { cause: thrown })
  if (type !== undefined) return invalid('body', BODY_ERRORS[type] ?? 'the body cannot be read')
  return new ApiError('internal', undefined, { cause: thrown })
}

/** Our own texts for errors of express's body reader, whose messages may quote the request. */
const BODY_ERRORS: { readonly [type: string]: string } = {
  'encoding.unsupported': 'the content encoding is not supported: send it plain, or with gzip, deflate or br',
  'request.size.invalid': 'the body is not as long as Content-Length says',
  'request.aborted': 'the body ended early',
}

function bodyErrorType(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('status' in thrown) || !('expose' in thrown)) return undefined
  if (typeof thrown.status !== 'number' || thrown.status < 400 || thrown.status > 499) return undefined
  return 'type' in thrown && typeof thrown.type === 'string' ? thrown.type : 'unknown'
}

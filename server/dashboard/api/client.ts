/** The only place that talks to the server. @module */
import { TEXT } from '../text.ts'
import { ApiProblem, problemOf } from './problem.ts'
import type { Operations } from './schema.ts'

interface Request {
  query?: { [name: string]: unknown } | undefined
  body?: unknown
  headers?: { [name: string]: string }
  /** A success is a sentence for people, not JSON. */
  text?: boolean
  /** Told the headers of a success, such as `ETag`. */
  seen?: (headers: Headers) => void
  signal?: AbortSignal | undefined
}

/** What an operation takes; an operation without parameters and body may be called without any of it. */
type Input<T> = Omit<T, 'result'> & Pick<Request, 'headers' | 'seen' | 'signal'>

/** Talks to the API of the server that the page came from. */
export interface ApiClient {
  /**
   * Calls an operation of the description.
   *
   * @throws {ApiProblem} it failed; the browser's `AbortError` when it was taken back
   */
  call<Name extends keyof Operations>(
    operation: Name,
    input?: Input<Operations[Name]>,
  ): Promise<Operations[Name]['result']>
  /** The same for what is not described. */
  request(method: string, path: string, request?: Request): Promise<unknown>
}

/**
 * @param csrfToken the session's, which every write carries; undefined before there is one
 * @param confirm asks for the password again; true: it was given, and what was refused for want of it may be sent again
 */
export function createApiClient(
  csrfToken: () => string | undefined,
  confirm: () => Promise<boolean>,
): ApiClient {
  const request: ApiClient['request'] = async (method, path, options = {}) => {
    try {
      return await send(method, path, options)
    } catch (error) {
      const isUnproved = error instanceof ApiProblem && error.code === 'recent_sign_in_required'
      if (!isUnproved || !(await confirm())) throw error
      return await send(method, path, options)
    }
  }
  const send = async (
    method: string,
    path: string,
    { query, body, headers, text, seen, signal }: Request,
  ): Promise<unknown> => {
    const token = method === 'GET' ? undefined : csrfToken()
    const response = await fetch(path + queryText(query), {
      method,
      credentials: 'same-origin',
      redirect: 'error',
      signal: signal ?? null,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { 'X-CSRF-Token': token }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
      throw new ApiProblem(TEXT.states.unreachable, { status: 0, code: 'unreachable' }, { cause })
    })
    if (!response.ok) throw await problemOf(response)
    seen?.(response.headers)
    if (response.status === 204) return undefined
    if (text) return await response.text()
    return await response.json().catch((cause: unknown) => {
      throw new ApiProblem(TEXT.states.unreadable, { status: response.status, code: 'unreadable' }, { cause })
    })
  }
  return {
    request,
    async call(operation, input) {
      const [method = '', template = ''] = operation.split(' ')
      const { params = {}, ...rest }: Request & { params?: { [name: string]: unknown } } = input ?? {}
      const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(params[name])),
      )
      // The server checks each answer against the schema that the types are made of.
      return (await request(method, path, rest)) as Operations[typeof operation]['result']
    },
  }
}

function queryText(query: { [name: string]: unknown } = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

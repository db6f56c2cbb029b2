/** The API client: the only module that sends requests to the server. @module */
import { TEXT } from '../text.ts'
import type { Operations } from './operations.ts'
import { ApiProblem, problemOf } from './problem.ts'

interface Request {
  query?: { [name: string]: unknown } | undefined
  body?: unknown
  headers?: { [name: string]: string }
  /** A successful response is plain text, not JSON. */
  text?: boolean
  /** Called with the headers of a successful response, such as `ETag`. */
  seen?: (headers: Headers) => void
  signal?: AbortSignal | undefined
}

/** Input of an operation. An operation without parameters and without a body can be called without input. */
type Input<T> = Omit<T, 'result'> & Pick<Request, 'headers' | 'seen' | 'signal'>

/** Sends requests to the server that the page was loaded from. */
export interface ApiClient {
  /**
   * Calls an operation that the API's description contains.
   *
   * @throws {ApiProblem} the operation failed; the browser's `AbortError` when the request was aborted
   */
  call<Name extends keyof Operations>(
    operation: Name,
    input?: Input<Operations[Name]>,
  ): Promise<Operations[Name]['result']>
  /** Sends a request that the API's description does not contain. */
  request(method: string, path: string, request?: Request): Promise<unknown>
}

/**
 * @param csrfToken token of the session, sent with every write; undefined before there is a session
 * @param confirm asks for the password again. true: the password was right, and the refused request may be sent again
 */
export function createApiClient(
  csrfToken: () => string | undefined,
  confirm: () => Promise<boolean>,
): ApiClient {
  const renewals = createRenewals()
  const request: ApiClient['request'] = async (method, path, options = {}) => {
    const before = renewals.count()
    try {
      return await renewals.watch(method, path, send(method, path, options))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      // The session was renewed while this request was under way: the server refused it without doing anything.
      if (error.status === 401 || error.code === 'invalid_csrf_token') {
        const token = await renewals.tokenSince(before)
        if (token === undefined) throw error
        return await send(method, path, options, token)
      }
      if (error.code !== 'recent_sign_in_required' || !(await confirm())) throw error
      return await send(method, path, options)
    }
  }
  const send = async (
    method: string,
    path: string,
    { query, body, headers, text, seen, signal }: Request,
    csrf_token = csrfToken(),
  ): Promise<unknown> => {
    const token = method === 'GET' ? undefined : csrf_token
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
    // Neither 204 nor 202 has a body.
    if (response.headers.get('Content-Type') === null) return undefined
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
      // The server checks each response against the schema that the types are generated from.
      return (await request(method, path, rest)) as Operations[typeof operation]['result']
    },
  }
}

/** Requests that renew the session's cookie and token, after a password was confirmed or changed. */
interface Renewals {
  /** Number of renewals that have succeeded. */
  count(): number
  watch<T>(method: string, path: string, sent: Promise<T>): Promise<T>
  /**
   * @returns the token after a renewal later than the first `count`, also one under way; undefined when there is none
   */
  tokenSince(count: number): Promise<string | undefined>
}

function createRenewals(): Renewals {
  let count = 0
  let token: string | undefined
  let underWay: Promise<unknown> | undefined
  return {
    count: () => count,
    watch(method, path, sent) {
      if (method !== 'POST' || !path.startsWith('/api/v2/session/')) return sent
      underWay = sent.then(
        (session) => {
          count += 1
          token = memberText(session, 'csrf_token')
        },
        () => undefined,
      )
      return sent
    },
    async tokenSince(earlier) {
      await underWay
      return count > earlier ? token : undefined
    },
  }
}

function memberText(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof member === 'string' ? member : undefined
}

function queryText(query: { [name: string]: unknown } = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** The only place that talks to the server. @module */
import { TEXT } from '../text.ts'
import { ApiProblem, problemOf } from './problem.ts'
import type { Operations } from './operations.ts'

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
  const renewals = createRenewals()
  const request: ApiClient['request'] = async (method, path, options = {}) => {
    const before = renewals.count()
    try {
      return await renewals.watch(method, path, send(method, path, options))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      // The session went on under another name while this was on its way: nothing was done for it.
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

/** Requests by which the session gets another name, when the password was confirmed or changed. */
interface Renewals {
  /** Those that have succeeded. */
  count(): number
  watch<T>(method: string, path: string, sent: Promise<T>): Promise<T>
  /** @returns the session's token after a renewal that came later than so many, also one that is under way; else undefined */
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

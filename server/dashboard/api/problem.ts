/** An answer that is not a success. @module */
import { TEXT } from '../text.ts'

/** What the server said, or that it said nothing (`status` 0). `message` can be shown. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** `errorCode` of the API; `unreachable` and `unreadable` are ours. */
  readonly code: string
  readonly log_id: string | undefined
  /** From `Retry-After`. */
  readonly retry_after_s: number | undefined
  /** Further fields of the answer, as they came. */
  readonly fields: { readonly [name: string]: unknown }

  constructor(
    message: string,
    facts: {
      status: number
      code: string
      log_id?: string | undefined
      retry_after_s?: number | undefined
      fields?: { readonly [name: string]: unknown }
    },
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.status = facts.status
    this.code = facts.code
    this.log_id = facts.log_id
    this.retry_after_s = facts.retry_after_s
    this.fields = facts.fields ?? {}
  }
}

/** @returns the problem that an answer states, in the Management API's shape */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined)
  const fields: { [name: string]: unknown } = typeof body === 'object' && body !== null ? { ...body } : {}
  const text = (name: string): string | undefined =>
    typeof fields[name] === 'string' ? fields[name] : undefined
  const after = response.headers.get('Retry-After')
  return new ApiProblem(text('message') ?? TEXT.states.unreadable, {
    status: response.status,
    code: text('errorCode') ?? 'unreadable',
    log_id: text('log_id'),
    fields,
    retry_after_s: after !== null && /^\d{1,6}$/.test(after) ? Number(after) : undefined,
  })
}

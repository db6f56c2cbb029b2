/** Error responses of the API. @module */
import { TEXT } from '../text.ts'

/** The server's error; `status` is 0 when the server did not answer. `message` can be shown to people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** `errorCode` of the API; `unreachable` and `unreadable` are codes of this client. */
  readonly code: string
  readonly log_id: string | undefined
  /** Rules of the password policy that a new password breaks, worded by the server. */
  readonly broken_rules: readonly string[]
  /** Seconds from `Retry-After`. */
  readonly retry_after_s: number | undefined
  /** URL of the documentation of the error code. */
  readonly help: string | undefined
  /** The other fields of the response, unchanged. */
  readonly fields: { readonly [name: string]: unknown }

  constructor(
    message: string,
    facts: {
      status: number
      code: string
      log_id?: string | undefined
      retry_after_s?: number | undefined
      broken_rules?: readonly string[]
      help?: string | undefined
      fields?: { readonly [name: string]: unknown }
    },
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.status = facts.status
    this.code = facts.code
    this.log_id = facts.log_id
    this.retry_after_s = facts.retry_after_s
    this.broken_rules = facts.broken_rules ?? []
    this.help = facts.help
    this.fields = facts.fields ?? {}
  }
}

/** @returns the error in a response, in the shape of the Management API or of the Authentication API */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined)
  const fields: { [name: string]: unknown } = typeof body === 'object' && body !== null ? { ...body } : {}
  const text = (name: string): string | undefined =>
    typeof fields[name] === 'string' ? fields[name] : undefined
  const after = response.headers.get('Retry-After')
  const said = text('message') ?? text('error_description') ?? text('description')
  return new ApiProblem(said ?? TEXT.states.unreadable, {
    status: response.status,
    code: text('errorCode') ?? text('code') ?? text('error') ?? 'unreadable',
    log_id: text('log_id'),
    broken_rules: brokenRules(fields.description),
    fields,
    help: /^<(https?:[^>]+)>; rel="help"$/.exec(response.headers.get('Link') ?? '')?.[1],
    retry_after_s: after !== null && /^\d{1,6}$/.test(after) ? Number(after) : undefined,
  })
}

/** @returns what a toast says of a failure, and the log ID that it leads to */
export function toldOf(error: unknown): { title: string; log_id: string | undefined } {
  const title = error instanceof Error ? error.message : String(error)
  return { title, log_id: error instanceof ApiProblem ? error.log_id : undefined }
}

/** @returns ID of the user who already has the requested name, if the response contains it */
export function holderOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const id = memberOf(error.fields.clash, 'user_id')
  return typeof id === 'string' ? id : undefined
}

/**
 * @returns whether the page's resource does not exist. A resource that is deleted while its page is open stays on the
 * screen
 */
export function isNotFound({ data, error }: { data: unknown; error: Error | null }): boolean {
  return data === undefined && error instanceof ApiProblem && error.status === 404
}

/** @param description why a password is too weak: `{rules: [{message, format, items, verified}]}` */
function brokenRules(description: unknown): string[] {
  const rules = memberOf(description, 'rules')
  if (!Array.isArray(rules)) return []
  return rules.filter((rule) => memberOf(rule, 'verified') === false).map(sentenceOf)
}

/** `format` has the values for `%d` and `%s` in `message`, in order; `items` has the parts of a list. */
function sentenceOf(rule: unknown): string {
  const [message, format, items] = ['message', 'format', 'items'].map((name) => memberOf(rule, name))
  const values: unknown[] = Array.isArray(format) ? [...format] : []
  const sentence = String(message ?? '').replaceAll(/%[ds]/g, () => String(values.shift() ?? ''))
  if (!Array.isArray(items) || items.length === 0) return sentence
  return `${sentence} ${items.map((item) => String(memberOf(item, 'message') ?? '')).join(', ')}`
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as { [name: string]: unknown })[name]
}

/**
 * Finds the field of a form that an error is about, with the server's message.
 *
 * @param fields names of the form's fields
 * @returns undefined when the error is about none of them
 */
export function fieldProblem<Name extends string>(
  error: Error | null,
  fields: readonly Name[],
): { field: Name; message: string } | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const at = (name: string, message: string) => {
    const field = fields.find((one) => one === name)
    return field && { field, message }
  }
  if (error.code === 'invalid_password' || error.code.startsWith('password_')) {
    const said = error.message.replace(/^\w+Error: /, '')
    return at('password', [said, ...error.broken_rules].join('. '))
  }
  const [, said, name] = /'(.+)' on property ([\w.]*\w)/s.exec(error.message) ?? []
  if (said !== undefined && name !== undefined) return at(name, said)
  const [, taken] = /specified new (email|username) already exists/.exec(error.message) ?? []
  return taken === undefined ? undefined : at(taken, error.message)
}

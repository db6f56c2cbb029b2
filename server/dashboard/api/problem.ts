/** An answer that is not a success. @module */
import { TEXT } from '../text.ts'

/** What the server said, or that it said nothing (`status` 0). `message` can be shown. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** `errorCode` of the API; `unreachable` and `unreadable` are ours. */
  readonly code: string
  readonly log_id: string | undefined
  /** Rules of the password policy that a new password breaks, in the server's words. */
  readonly broken_rules: readonly string[]
  /** From `Retry-After`. */
  readonly retry_after_s: number | undefined
  /** Address of the documentation of the code. */
  readonly help: string | undefined
  /** Further fields of the answer, as they came. */
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

/** @returns the problem that an answer states, in the shape of the Management or of the Authentication API */
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

/** @returns id of the user who has what was wanted, as far as the server says it */
export function holderOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const id = memberOf(error.fields.clash, 'user_id')
  return typeof id === 'string' ? id : undefined
}

/** @returns whether what a page is of is not there; one that goes while the page is open stays to be read */
export function isNotFound({ data, error }: { data: unknown; error: Error | null }): boolean {
  return data === undefined && error instanceof ApiProblem && error.status === 404
}

/** @param description of a password that is too weak: `{rules: [{message, format, items, verified}]}` */
function brokenRules(description: unknown): string[] {
  const rules = memberOf(description, 'rules')
  if (!Array.isArray(rules)) return []
  return rules.filter((rule) => memberOf(rule, 'verified') === false).map(sentenceOf)
}

/** `format` fills the `%d` and `%s` of `message`, in order; `items` are what it lists. */
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
 * Where in a form a refusal belongs, in the server's words.
 *
 * @param fields that the form has
 * @returns undefined when it is about none of them
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

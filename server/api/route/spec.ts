/** What an endpoint says of itself, and what it is given. @module */
import type { RequestHandler } from 'express'
import type * as z from 'zod'
import type { ErrorCode } from '../../common/errors.ts'
import type { Client, Member, Tenant } from '../../store/contract.ts'
import type { WithoutRecentSignIn } from '../access/recent-sign-in.ts'
import type { Scope } from '../access/scopes.ts'
import type { FieldTable } from '../fields/row.ts'
import type { CorsRule } from '../http/cors.ts'
import type { Deps, ServerDeps } from '../http/deps.ts'
import type { JsonList } from '../lists/json-list.ts'
import type { Tag } from './tags.ts'

/** What an endpoint gets of one request. */
export interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType> {
  tenant: Tenant
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  headers: z.output<H>
  /** Id of who asks, a client or a member; empty on public endpoints. */
  actor: string
  caller: { client: Client | undefined; member: Member | undefined }
  /** Scopes of the token, or of the member's role. */
  granted: readonly string[]
  ip: string | undefined
  /** By the flow's clock. */
  started_at: number
  setHeader(name: string, value: string | string[]): void
  /** Fires when the caller has gone before the answer: work that only the caller wanted can stop. */
  signal: AbortSignal
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `client_secret`: or none, for a client without a secret; `session_if_any`: of a member, who need not be signed in. */
export type Proof = 'client_secret' | 'person_token' | 'session' | 'session_if_any'

/** What `defineRoute` takes. */
export interface RouteSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
  R extends z.ZodType,
> {
  method: Method
  path: string
  /** `operationId` of the description: a verb and a noun, unique, and never changed. */
  name: string
  tag: Tag
  /** A line; the tenant's log calls the write so, too. */
  summary: string
  /** What it does, and what becomes of what. Markdown. Who may call it is told from the scopes. */
  description: string
  /** Any of these; none = public. */
  scopes?: readonly Scope[]
  /** Of an endpoint without scopes: what it takes to know the caller by. */
  proof?: Proof
  /** Why members may make this write however long ago they signed in (M11); every other write of theirs asks. */
  without_recent_sign_in?: WithoutRecentSignIn
  /** For such a write: what is sent for which the reason does not hold, and which asks all the same. */
  asks_all_the_same?: (sent: Pick<Input<P, Q, B, H>, 'params' | 'body'>) => boolean
  params?: P
  query?: Q
  body?: B
  /** What becomes of the body's members; without it, those of the schema alone are taken. */
  fields?: FieldTable
  /**
   * Of a change: the object as it is read; undefined when it is not there. What is sent unchanged is neither checked nor
   * changed, so that what was read can be written back.
   */
  current?(
    deps: Deps,
    input: Pick<Input<P, Q, B, H>, 'params'> & { body: unknown },
  ): Promise<object | undefined>
  /** Member of the body that replaces, whole, what was there. */
  whole?: string
  /** Keys in lower case. */
  headers?: H
  /** Whether the body may be a form as well as JSON. */
  accepts_form?: boolean
  /** Of a success. Default 200, or 204 without `result`. */
  status?: 200 | 201 | 202 | 204
  /** Filters and checks the answer: what it does not name is not sent. */
  result?: R
  /** Results are few objects that come again and again: each is checked and rendered once. */
  is_constant?: true
  /** Of a list that is sent item by item (`JsonList`): each of its items. */
  item?: z.ZodType
  /** The result is a text or an `EventStream`, sent as it is under this type. Default JSON. */
  answer_type?: 'text/html' | 'text/event-stream'
  errors?: readonly ErrorCode[]
  /** Whether web pages may call. Default: no. */
  cors?: CorsRule
  /** `Cache-Control`; default `no-store`. */
  cache?: string
  handle(deps: Deps, input: Input<P, Q, B, H>): Promise<z.input<R> | JsonList>
}

/** What describes an endpoint, without its types. */
interface RouteDescription {
  /** Undefined for a page, which is no part of the API's description. */
  operation: { name: string; tag: Tag; description: string; proof: Proof | undefined } | undefined
  summary: string
  scopes: readonly Scope[]
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  fields: FieldTable | undefined
  changes_what_is_read: boolean
  headers: z.ZodType | undefined
  accepts_form: boolean
  status: number
  result: z.ZodType | undefined
  answer_type: string
  errors: readonly ErrorCode[]
  cors: CorsRule | undefined
}

/** An endpoint, ready to be mounted. */
export interface Route {
  method: Method
  /** With `:name` for parameters. */
  path: string
  description: RouteDescription
  handler(server: ServerDeps): RequestHandler
}

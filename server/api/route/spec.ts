/** Types of an endpoint: its spec, the input of its `handle`, and the mounted route. @module */
import type { RequestHandler } from 'express'
import type * as z from 'zod'
import type { ErrorCode } from '../../common/errors.ts'
import type { Client, Member, Tenant } from '../../store/contract.ts'
import type { Person } from '../access/caller.ts'
import type { OwnScope } from '../access/own-scopes.ts'
import type { WithoutRecentSignIn } from '../access/recent-sign-in.ts'
import type { Scope } from '../access/scopes.ts'
import type { FieldTable } from '../fields/row.ts'
import type { CorsRule } from '../http/cors.ts'
import type { Deps, ServerDeps } from '../http/deps.ts'
import type { JsonList } from '../lists/json-list.ts'
import type { Tag } from './tags.ts'

/** The argument of `handle`: one validated request. */
export interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType> {
  tenant: Tenant
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  headers: z.output<H>
  /** Id of the calling client or member; empty on public endpoints. */
  actor: string
  caller: { client: Client | undefined; member: Member | undefined; person?: Person | undefined }
  /** Scopes of the token, or of the member's role. */
  granted: readonly string[]
  ip: string | undefined
  /** Time on the flow's clock. */
  started_at: number
  setHeader(name: string, value: string | string[]): void
  /** Aborts when the caller disconnects before the answer, so that work for the caller alone can stop. */
  signal: AbortSignal
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `client_secret`: or none, for a client without a secret; `session_if_any`: of a member, who need not be signed in. */
type Proof = 'client_secret' | 'person_token' | 'session' | 'session_if_any'

/** What people may do for themselves. */
export interface OwnAccess {
  scopes: readonly OwnScope[]
  whose: 'path' | 'handle'
}

/** The argument of `defineRoute`. */
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
  /** What the endpoint does and changes, in Markdown. `scopes` or `proof` describe who may call it. */
  description: string
  /** The caller needs one of these scopes. Undefined: the endpoint is public, or asks for `proof`. */
  scopes?: readonly Scope[]
  /**
   * Scopes of a person's own token, of which any opens the endpoint, too. Without this, no such token does. `whose`: `path`, the
   * parameter `id` must be the ID of the person; `handle`, the endpoint looks itself at `caller.person`.
   */
  own?: OwnAccess
  /** How an endpoint without scopes authenticates its caller: for the description. */
  proof?: Proof
  /** Why this write needs no recent sign-in of a member (M11). Without a reason, every write needs one. */
  without_recent_sign_in?: WithoutRecentSignIn
  /** For such a write: whether this request needs a recent sign-in after all, because the reason does not cover it. */
  needs_recent_sign_in?: (sent: Pick<Input<P, Q, B, H>, 'params' | 'body'>) => boolean
  params?: P
  query?: Q
  body?: B
  /** What each member of the body does. Without this table, only members of the schema are accepted. */
  fields?: FieldTable
  /** Members that the table calls kept only, and that this request obeys all the same: the header does not name them. */
  obeys?(deps: Deps, input: Pick<Input<P, Q, B, H>, 'params'>): readonly string[]
  /**
   * For PATCH: the object as GET answers it; undefined if it does not exist. Members that are sent unchanged are neither
   * validated nor changed, so that a client can send back what it read.
   */
  current?(
    deps: Deps,
    input: Pick<Input<P, Q, B, H>, 'params'> & { body: unknown },
  ): Promise<object | undefined>
  /** Member of the body whose value replaces the stored value as a whole. */
  whole?: string
  /** Names of headers in lower case. */
  headers?: H
  /** Whether the body may be a form as well as JSON. */
  accepts_form?: boolean
  /** Status of a success. Default 200, or 204 without `result`. */
  status?: 200 | 201 | 202 | 204
  /** Schema of the answer: members that it does not name are not sent. */
  result?: R
  /** The endpoint returns the same few objects again and again: each is validated and rendered once. */
  is_constant?: true
  /** For a list that is sent item by item (`JsonList`): the schema of an item. */
  item?: z.ZodType
  /** Content type of a result that is a text or an `EventStream`. Default JSON. */
  answer_type?: 'text/html' | 'text/javascript' | 'text/event-stream'
  errors?: readonly ErrorCode[]
  /** Probes ask by any name or address of the server: the endpoint tells nothing of a tenant, and the host does not matter. */
  at_any_host?: true
  /** For members and the operator: at a custom domain of a tenant there is no such endpoint. */
  at_own_hosts?: true
  /** Whether web pages may call. Default: no. */
  cors?: CorsRule
  /** `Cache-Control`; default `no-store`. */
  cache?: string
  handle(deps: Deps, input: Input<P, Q, B, H>): Promise<z.input<R> | JsonList>
}

/** An endpoint as its description in OpenAPI needs it. */
interface RouteDescription {
  /** undefined for a page, which is not part of the API's description. */
  operation: { name: string; tag: Tag; description: string; proof: Proof | undefined } | undefined
  summary: string
  scopes: readonly Scope[]
  own: OwnAccess | undefined
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
  /** Path with `:name` for parameters. */
  path: string
  at_any_host?: true | undefined
  description: RouteDescription
  handler(server: ServerDeps): RequestHandler
}

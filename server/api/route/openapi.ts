/** The description of the API, made of the routes themselves. @module */
import * as z from 'zod'
import { describeError } from '../../common/errors.ts'
import { bodySchema } from '../fields/shape.ts'
import type { Family } from '../http/family.ts'
import { familyOf } from '../http/family.ts'
import { defineRoute } from './route.ts'
import type { Route } from './spec.ts'

/** Tenants whose description is kept ready; a text has 330 KB. */
const MOST_DESCRIBED = 20

type JsonSchema = { [key: string]: unknown }
type Described = Omit<Route, 'handler'>

/** @returns `GET /openapi.json` for the routes, itself included */
export function openApiRoute(routes: readonly Route[]): Route {
  let document: ReturnType<typeof describeApi> | undefined
  /** By issuer; nobody has to show who they are to ask for it. */
  const described = new Map<string, { openapi: string }>()
  const route = defineRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description (OpenAPI 3.1)',
    result: z.looseObject({ openapi: z.string() }),
    is_constant: true,
    cache: 'public, max-age=300',
    async handle({ tokens }) {
      const known = described.get(tokens.issuer)
      if (known) return known
      // Of each tenant: the addresses in it are its own.
      document ??= describeApi([...routes, route])
      const { components, ...rest } = document
      const made = {
        openapi: '3.1.0',
        ...rest,
        servers: [{ url: tokens.issuer.replace(/\/$/, '') }],
        components: { ...components, securitySchemes: securitySchemes(routes, tokens.issuer) },
      }
      described.set(tokens.issuer, made)
      const [oldest] = described.keys()
      if (described.size > MOST_DESCRIBED && oldest !== undefined) described.delete(oldest)
      return made
    },
  })
  return route
}

function describeApi(routes: readonly Route[]): JsonSchema & { components: JsonSchema } {
  const paths: { [path: string]: JsonSchema } = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: describeOperation(route) }
  }
  return {
    info: {
      title: 'Ferry',
      version: '1',
      description:
        'Custom database connections with automatic migration, in the shapes of Auth0’s APIs. Besides the answers below, ' +
        'an unknown path is 404 `not_found`, an unknown method 405 `method_not_allowed` with `Allow`, a header of more ' +
        'than 16 KiB 431 without a body, and a fault of the server 500 `internal` with a `log_id`. Parameters of ' +
        'addresses that are not described, or empty, are ignored; members of bodies that are not described are refused.',
    },
    paths,
    components: {
      schemas: {
        ManagementError: toSchema(
          z.object({
            statusCode: z.int(),
            error: z.string(),
            message: z.string(),
            errorCode: z.string(),
            log_id: z.string().optional(),
          }),
          'output',
        ),
        DatabaseError: toSchema(
          z.object({
            name: z.string(),
            code: z.string(),
            description: z.union([z.string(), z.looseObject({})]),
            statusCode: z.int(),
            log_id: z.string().optional(),
          }),
          'output',
        ),
        OAuthError: toSchema(
          z.object({ error: z.string(), error_description: z.string(), log_id: z.string().optional() }),
          'output',
        ),
      },
    },
  }
}

function securitySchemes(routes: readonly Route[], issuer: string): JsonSchema {
  const scopes = Object.fromEntries(routes.flatMap((r) => r.description.scopes).map((s) => [s, s]))
  return {
    client: { type: 'http', scheme: 'basic', description: 'Id and secret of the client, form-encoded' },
    management: {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: `${issuer}oauth/token`, scopes } },
    },
  }
}

function describeOperation({ method, path, description: route }: Described): JsonSchema {
  return {
    operationId: operationId(method, path),
    summary: route.summary,
    tags: [familyOf(path)],
    security: securityOf(route),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...parametersOf('header', route.headers),
    ],
    ...(route.body ? { requestBody: { required: true, content: bodyContent(route.body, route) } } : {}),
    responses: {
      [route.status]: route.result
        ? {
            description: 'Success',
            content: { [route.answer_type]: { schema: toSchema(route.result, 'output') } },
          }
        : { description: 'Success' },
      ...errorResponses({ method, path, description: route }),
    },
  }
}

/** Several entries mean "one of these": an endpoint takes any of its scopes, and Basic is never the only way. */
function securityOf(route: Route['description']): JsonSchema[] {
  if (route.scopes.length > 0) return route.scopes.map((scope) => ({ management: [scope] }))
  return 'authorization' in membersOf(route.headers).properties ? [{}, { client: [] }] : []
}

function operationId(method: string, path: string): string {
  const words = path.replace(/^\/api\/v2/, '').match(/\w+/g) ?? []
  return [method, ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('')
}

function bodyContent(
  body: z.ZodType,
  { fields, accepts_form }: Pick<Route['description'], 'fields' | 'accepts_form'>,
): JsonSchema {
  const schema = bodySchema(body, fields)
  return {
    'application/json': { schema },
    ...(accepts_form ? { 'application/x-www-form-urlencoded': { schema } } : {}),
  }
}

/** Not what a caller writes: `Authorization` stands under `security`, the others are the browser's own. */
const OF_BROWSERS = ['authorization', 'cookie', 'host', 'origin', 'sec-fetch-site']

function parametersOf(place: 'path' | 'query' | 'header', schema: z.ZodType | undefined): JsonSchema[] {
  const { properties, required } = membersOf(schema)
  return Object.entries(properties)
    .filter(([name]) => !OF_BROWSERS.includes(name))
    .map(([name, inner]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: inner,
    }))
}

function membersOf(schema: z.ZodType | undefined): {
  properties: { [name: string]: JsonSchema }
  required: string[]
} {
  const described = schema ? toSchema(schema, 'input') : {}
  return { properties: {}, required: [], ...described }
}

const ERROR_SHAPES: { readonly [family in Family]: string } = {
  management: 'ManagementError',
  authentication: 'OAuthError',
  database: 'DatabaseError',
}

function errorResponses({ method, path, description: route }: Described): JsonSchema {
  const family = familyOf(path)
  const codes = new Set(route.errors)
  if (route.scopes.length > 0) {
    codes.add('invalid_token')
    codes.add('insufficient_scope')
  }
  if (route.params) codes.add(family === 'management' ? 'invalid_uri' : 'invalid_request')
  if (route.query) codes.add(family === 'management' ? 'invalid_query_string' : 'invalid_request')
  if (route.body) {
    codes.add(family === 'management' ? 'invalid_body' : 'invalid_request')
    codes.add('payload_too_large')
    codes.add('unsupported_media_type')
  }
  if (route.scopes.length > 0 || method !== 'get') codes.add('too_many_requests')
  if (codes.size > 0) codes.add('temporarily_unavailable')
  const rows = [...codes].map(describeError)
  const shape = ERROR_SHAPES[family]
  return Object.fromEntries(
    [...new Set(rows.map((row) => row.status))].map((status) => [
      status,
      {
        description: rows
          .filter((row) => row.status === status)
          .map((row) => `\`${row.code}\`: ${row.message}`)
          .join('\n\n'),
        ...(status === 503 || status === 429
          ? { headers: { 'Retry-After': { description: 'When that is known', schema: { type: 'integer' } } } }
          : {}),
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${shape}` } } },
      },
    ]),
  )
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

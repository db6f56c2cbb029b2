/** One operation of the API's description. @module */
import type * as z from 'zod'
import { describeError } from '../../common/errors.ts'
import type { JsonSchema, NamedSchemas } from '../fields/json-schema.ts'
import { inPlace, withReferences } from '../fields/json-schema.ts'
import { bodySchema } from '../fields/shape.ts'
import type { Family } from '../http/family.ts'
import { familyOf, invalidPart } from '../http/family.ts'
import { ERROR_SCHEMAS } from './error-schemas.ts'
import { audienceOf, securityOf } from './security.ts'
import type { Route } from './spec.ts'

/** @param schemas get the named schemas that the operation refers to */
export function describeOperation(route: Route, schemas: NamedSchemas): object {
  const { operation, summary, params, query, headers, body, status, result, answer_type } = route.description
  if (!operation) throw new Error(`a page is no part of the API’s description: ${route.path}`)
  const who = audienceOf(route)
  return {
    operationId: operation.name,
    summary,
    description: [operation.description, ...(who === undefined ? [] : [who])].join('\n\n'),
    tags: [operation.tag],
    security: securityOf(route),
    parameters: [
      ...parametersOf('path', params, schemas),
      ...parametersOf('query', query, schemas),
      ...parametersOf('header', headers, schemas),
    ],
    ...(body ? { requestBody: { required: true, content: bodyContent(body, route, schemas) } } : {}),
    responses: {
      [status]: result
        ? {
            description: 'Success',
            content: { [answer_type]: { schema: withReferences(inPlace(result, 'output'), schemas) } },
          }
        : { description: 'Success' },
      ...errorResponses(route, schemas),
    },
  }
}

function bodyContent(
  body: z.ZodType,
  { description: { fields, accepts_form } }: Route,
  schemas: NamedSchemas,
): JsonSchema {
  const schema = withReferences(bodySchema(body, fields), schemas)
  return {
    'application/json': { schema },
    ...(accepts_form ? { 'application/x-www-form-urlencoded': { schema } } : {}),
  }
}

/** Headers that a caller does not set by itself: they are described under `security`, or the browser sets them. */
const NO_PARAMETERS = ['authorization', 'cookie', 'x-csrf-token', 'host', 'origin', 'sec-fetch-site']

function parametersOf(
  place: 'path' | 'query' | 'header',
  schema: z.ZodType | undefined,
  schemas: NamedSchemas,
): object[] {
  if (!schema) return []
  const { properties = {}, required = [] } = inPlace(schema, 'input')
  return Object.entries(properties)
    .filter(([name]) => !NO_PARAMETERS.includes(name))
    .map(([name, { description, ...inner }]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: withReferences(inner, schemas),
    }))
}

function errorResponses(route: Route, schemas: NamedSchemas): { [status: string]: object } {
  const family = familyOf(route.path)
  const rows = [...errorCodes(route, family)].map(describeError)
  const statuses = [...new Set(rows.map((row) => row.status))]
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: rows
          .filter((row) => row.status === status)
          .map((row) => `\`${row.code}\`: ${row.message}`)
          .join('\n\n'),
        ...(status === 503 || status === 429
          ? {
              headers: {
                'Retry-After': { description: 'Seconds, when that is known.', schema: { type: 'integer' } },
              },
            }
          : {}),
        content: {
          'application/json': { schema: withReferences(inPlace(ERROR_SCHEMAS[family], 'output'), schemas) },
        },
      },
    ]),
  )
}

function errorCodes(
  { method, description: route }: Route,
  family: Family,
): Set<Route['description']['errors'][number]> {
  const codes = new Set(route.errors)
  if (route.scopes.length > 0) {
    codes.add('invalid_token')
    codes.add('insufficient_scope')
  }
  if (route.params) codes.add(invalidPart(family, 'params').code)
  if (route.query) codes.add(invalidPart(family, 'query').code)
  if (route.body) {
    codes.add(invalidPart(family, 'body').code)
    codes.add('payload_too_large')
    codes.add('unsupported_media_type')
  }
  if (route.scopes.length > 0 || method !== 'get') codes.add('too_many_requests')
  if (codes.size > 0) codes.add('temporarily_unavailable')
  return codes
}

/** The description of the API, generated from the routes. @module */
import { setImmediate as otherWork } from 'node:timers/promises'
import * as z from 'zod'
import type { NamedSchemas } from '../fields/json-schema.ts'
import { describeOperation } from './operation.ts'
import { defineRoute } from './route.ts'
import { securitySchemes } from './security.ts'
import type { Route } from './spec.ts'
import { TAGS } from './tags.ts'

/** Tenants whose description is kept ready. */
const MOST_DESCRIBED = 20

const INTRODUCTION = `Custom database connections with automatic user migration, in the shapes of Auth0’s APIs: its SDKs and
deploy tools work with Ferry. Endpoints that Auth0 does not have are Ferry’s own, and say so.

**Errors** have one shape for each family of endpoints: \`ManagementError\` below \`/api/\`, \`AccountError\` below
\`/dbconnections/\`, and \`AuthenticationError\` elsewhere. Besides the answers of an operation, an unknown path is 404
\`not_found\`, an unknown method 405 \`method_not_allowed\` with \`Allow\`, a header of more than 16 KiB 431 without a body, and a
fault of the server 500 \`internal\` with a \`log_id\`.

**Unknown parameters** of addresses, and empty ones, are ignored. Unknown members of bodies are refused. Members that are
taken but do nothing in Ferry are named in the answer’s \`Ferry-Kept-Only\` header.`

/** @returns `GET /openapi.json` for the routes, itself included */
export function openApiRoute(routes: readonly Route[]): Route {
  // Readers who come while it is made wait for the same one.
  let document: ReturnType<typeof describeApi> | undefined
  /** The description by issuer. It can be read without authentication. */
  const described = new Map<string, { openapi: string }>()
  const route = defineRoute({
    method: 'get',
    path: '/openapi.json',
    at_own_hosts: true,
    name: 'getApiDescription',
    tag: 'Discovery',
    summary: 'Get this description',
    description:
      'Answers this description of the API (OpenAPI 3.1), with the addresses of the tenant that is asked.',
    result: z
      .looseObject({ openapi: z.string().describe('The version of OpenAPI.') })
      .meta({ id: 'ApiDescription', description: 'A description in OpenAPI 3.1.' }),
    is_constant: true,
    cache: 'public, max-age=300',
    async handle({ tokens }) {
      const known = described.get(tokens.issuer)
      if (known) return known
      document ??= describeApi([...routes, route])
      const { components, ...rest } = await document
      const made = {
        ...rest,
        servers: [{ url: tokens.issuer.replace(/\/$/, '') }],
        components: { ...components, securitySchemes: securitySchemes(tokens.issuer) },
      }
      described.set(tokens.issuer, made)
      const [oldest] = described.keys()
      if (described.size > MOST_DESCRIBED && oldest !== undefined) described.delete(oldest)
      return made
    },
  })
  return route
}

/** The description without URLs, which is the same for every tenant. It takes 0.2 s in all, between which other requests are served. */
async function describeApi(routes: readonly Route[]) {
  const schemas: NamedSchemas = {}
  const paths: { [path: string]: { [method: string]: object } } = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: describeOperation(route, schemas) }
    await otherWork()
  }
  const names = Object.keys(schemas).toSorted()
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ferry',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: Object.fromEntries(names.map((name) => [name, schemas[name]])) },
  }
}

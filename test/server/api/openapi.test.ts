import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Operation {
  operationId: string
  security: { [scheme: string]: string[] }[]
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: object }
  responses: { [status: string]: { description: string; content?: object } }
}
interface Document {
  openapi: string
  servers: { url: string }[]
  paths: { [path: string]: { [method: string]: Operation } }
  components: {
    schemas: object
    securitySchemes: { management: { flows: { clientCredentials: { scopes: object } } } }
  }
}

async function describeServer() {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const { body } = await server.call('/openapi.json')
  const document = body as Document
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return { server, document, operations }
}

test('the description lists every endpoint', async () => {
  const { document, operations, server } = await describeServer()
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: server.url }])
  expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'delete /api/v2/client-grants/{id}',
    'delete /api/v2/clients/{id}',
    'delete /api/v2/connections/{id}',
    'delete /api/v2/connections/{id}/configuration/{key}',
    'delete /api/v2/connections/{id}/draft',
    'delete /api/v2/connections/{id}/users',
    'delete /api/v2/members/{id}',
    'delete /api/v2/operator/tenants/{name}',
    'delete /api/v2/sample-store',
    'delete /api/v2/session',
    'delete /api/v2/user-blocks',
    'delete /api/v2/user-blocks/{id}',
    'delete /api/v2/users/{id}',
    'delete /api/v2/users/{id}/identities/{provider}/{user_id}',
    'get /.well-known/jwks.json',
    'get /.well-known/openid-configuration',
    'get /api/v2/actions/actions',
    'get /api/v2/attack-protection/brute-force-protection',
    'get /api/v2/attack-protection/suspicious-ip-throttling',
    'get /api/v2/branding',
    'get /api/v2/client-grants',
    'get /api/v2/client-grants/{id}',
    'get /api/v2/clients',
    'get /api/v2/clients/{id}',
    'get /api/v2/connection-summaries',
    'get /api/v2/connections',
    'get /api/v2/connections/{id}',
    'get /api/v2/connections/{id}/clients',
    'get /api/v2/connections/{id}/configuration',
    'get /api/v2/connections/{id}/draft',
    'get /api/v2/connections/{id}/impact',
    'get /api/v2/connections/{id}/migration',
    'get /api/v2/connections/{id}/runs',
    'get /api/v2/connections/{id}/versions',
    'get /api/v2/connections/{id}/versions/{version}',
    'get /api/v2/connections/{id}/whois',
    'get /api/v2/email-templates/{name}',
    'get /api/v2/jobs/{id}',
    'get /api/v2/logs',
    'get /api/v2/logs/stream',
    'get /api/v2/logs/{id}',
    'get /api/v2/members',
    'get /api/v2/operator/tenants',
    'get /api/v2/sample-store',
    'get /api/v2/script-limits',
    'get /api/v2/session',
    'get /api/v2/setup',
    'get /api/v2/templates',
    'get /api/v2/templates/{id}',
    'get /api/v2/tenants/settings',
    'get /api/v2/user-blocks',
    'get /api/v2/user-blocks/{id}',
    'get /api/v2/users',
    'get /api/v2/users-by-email',
    'get /api/v2/users/{id}',
    'get /api/v2/users/{id}/credentials',
    'get /api/v2/users/{id}/logs',
    'get /healthz',
    'get /openapi.json',
    'get /readyz',
    'get /userinfo',
    'patch /api/v2/attack-protection/brute-force-protection',
    'patch /api/v2/attack-protection/suspicious-ip-throttling',
    'patch /api/v2/branding',
    'patch /api/v2/client-grants/{id}',
    'patch /api/v2/clients/{id}',
    'patch /api/v2/connections/{id}',
    'patch /api/v2/connections/{id}/clients',
    'patch /api/v2/connections/{id}/configuration',
    'patch /api/v2/members/{id}',
    'patch /api/v2/tenants/settings',
    'patch /api/v2/users/{id}',
    'post /api/v2/client-grants',
    'post /api/v2/clients',
    'post /api/v2/clients/{id}/rotate-secret',
    'post /api/v2/connections',
    'post /api/v2/connections/{id}/complete-migration',
    'post /api/v2/connections/{id}/drift',
    'post /api/v2/connections/{id}/scripts/{name}/try',
    'post /api/v2/connections/{id}/try-login',
    'post /api/v2/connections/{id}/versions',
    'post /api/v2/connections/{id}/versions/{version}/restore',
    'post /api/v2/jobs/verification-email',
    'post /api/v2/members',
    'post /api/v2/operator/tenants',
    'post /api/v2/sample-store',
    'post /api/v2/session',
    'post /api/v2/session/confirm',
    'post /api/v2/session/password',
    'post /api/v2/setup',
    'post /api/v2/templates/{id}/rename',
    'post /api/v2/tickets/email-verification',
    'post /api/v2/tickets/password-change',
    'post /api/v2/users',
    'post /api/v2/users/{id}/identities',
    'post /dbconnections/change_password',
    'post /dbconnections/signup',
    'post /oauth/revoke',
    'post /oauth/token',
    'post /userinfo',
    'put /api/v2/connections/{id}/configuration/{key}',
    'put /api/v2/connections/{id}/draft',
    'put /api/v2/email-templates/{name}',
  ])
})

test('parameters are described as what they mean, and Basic where OpenAPI looks for it', async () => {
  const { document } = await describeServer()
  const list = document.paths['/api/v2/users']?.get
  expect(list?.parameters.find(({ name }) => name === 'per_page')?.schema).toMatchObject({
    type: 'integer',
    minimum: 0,
    maximum: 100,
  })
  const token = document.paths['/oauth/token']?.post
  expect(token?.parameters).toEqual([])
  expect(token?.security).toEqual([{}, { client: [] }])
  expect(document.components.securitySchemes).toMatchObject({ client: { type: 'http', scheme: 'basic' } })
})

test('the description is sound: references lead somewhere, path parameters are declared, ids are unique', async () => {
  const { document, operations } = await describeServer()
  const text = JSON.stringify(document)
  for (const [, name = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
    const target = name
      .replace('#/', '')
      .split('/')
      .reduce<unknown>(
        (inner, key) =>
          typeof inner === 'object' && inner !== null
            ? Object.entries(inner).find(([k]) => k === key)?.[1]
            : undefined,
        document,
      )
    expect(target, name).toBeTypeOf('object')
  }
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
  const scopes = Object.keys(document.components.securitySchemes.management.flows.clientCredentials.scopes)
  for (const { path, method, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = operation.parameters.filter((p) => p.in === 'path')
    expect(
      declared.map((p) => p.name),
      path,
    ).toEqual(inPath)
    expect(declared.every((p) => p.required)).toBe(true)
    expect(
      Object.keys(operation.responses).some((status) => /^20[0-4]$/.test(status)),
      `${method} ${path}`,
    ).toBe(true)
    expect(operation.requestBody !== undefined, `${method} ${path}`).toBe(
      ['post', 'patch', 'put'].includes(method),
    )
    for (const scope of operation.security.flatMap((one) => one.management ?? []))
      expect(scopes).toContain(scope)
  }
})

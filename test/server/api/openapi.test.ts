import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { ApiDocument } from '../../support/openapi.ts'
import { apiDocument } from '../../support/openapi.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const Management = z.object({
  flows: z.object({ clientCredentials: z.object({ scopes: z.record(z.string(), z.string()) }) }),
})

interface JsonSchema {
  [key: string]: unknown
}

let server: TestServer
let document: ApiDocument
let operations: { path: string; method: string; operation: ApiDocument['paths'][string][string] }[]

beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  document = await apiDocument(server)
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
})

test('the description lists every endpoint', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: server.url }])
  expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'delete /api/v2/client-grants/{id}',
    'delete /api/v2/clients/{id}',
    'delete /api/v2/clients/{id}/credentials/{credential_id}',
    'delete /api/v2/connections/{id}',
    'delete /api/v2/connections/{id}/configuration/{key}',
    'delete /api/v2/connections/{id}/draft',
    'delete /api/v2/connections/{id}/migration/legacy-total',
    'delete /api/v2/connections/{id}/migration/people',
    'delete /api/v2/connections/{id}/users',
    'delete /api/v2/custom-domains/{id}',
    'delete /api/v2/device-credentials/{id}',
    'delete /api/v2/grants',
    'delete /api/v2/grants/{id}',
    'delete /api/v2/member-invitations/{id}',
    'delete /api/v2/members/{id}',
    'delete /api/v2/operator/tenants/{name}',
    'delete /api/v2/refresh-tokens/{id}',
    'delete /api/v2/resource-servers/{id}',
    'delete /api/v2/sample-store',
    'delete /api/v2/session',
    'delete /api/v2/sessions/{id}',
    'delete /api/v2/user-blocks',
    'delete /api/v2/user-blocks/{id}',
    'delete /api/v2/users/{id}',
    'delete /api/v2/users/{id}/identities/{provider}/{user_id}',
    'delete /api/v2/users/{id}/login-names',
    'delete /api/v2/users/{id}/refresh-tokens',
    'delete /api/v2/users/{id}/sessions',
    'get /.well-known/jwks.json',
    'get /.well-known/openid-configuration',
    'get /api/v2/actions/actions',
    'get /api/v2/attack-protection/brute-force-protection',
    'get /api/v2/attack-protection/suspicious-ip-throttling',
    'get /api/v2/branding',
    'get /api/v2/branding/preview',
    'get /api/v2/branding/texts/{language}',
    'get /api/v2/client-grants',
    'get /api/v2/client-grants/{id}',
    'get /api/v2/client-summaries',
    'get /api/v2/clients',
    'get /api/v2/clients/{id}',
    'get /api/v2/clients/{id}/credentials',
    'get /api/v2/clients/{id}/credentials/{credential_id}',
    'get /api/v2/clients/{id}/kept-settings',
    'get /api/v2/connection-summaries',
    'get /api/v2/connections',
    'get /api/v2/connections/{id}',
    'get /api/v2/connections/{id}/clients',
    'get /api/v2/connections/{id}/configuration',
    'get /api/v2/connections/{id}/draft',
    'get /api/v2/connections/{id}/impact',
    'get /api/v2/connections/{id}/migration',
    'get /api/v2/connections/{id}/migration/people',
    'get /api/v2/connections/{id}/migration/series',
    'get /api/v2/connections/{id}/migration/story',
    'get /api/v2/connections/{id}/runs',
    'get /api/v2/connections/{id}/versions',
    'get /api/v2/connections/{id}/versions/{version}',
    'get /api/v2/connections/{id}/whois',
    'get /api/v2/custom-domains',
    'get /api/v2/custom-domains/default',
    'get /api/v2/custom-domains/{id}',
    'get /api/v2/device-credentials',
    'get /api/v2/email-delivery',
    'get /api/v2/email-templates/{name}',
    'get /api/v2/grants',
    'get /api/v2/jobs/{id}',
    'get /api/v2/keys/signing',
    'get /api/v2/keys/signing/{kid}',
    'get /api/v2/logs',
    'get /api/v2/logs/stream',
    'get /api/v2/logs/{id}',
    'get /api/v2/member-invitations',
    'get /api/v2/member-link',
    'get /api/v2/members',
    'get /api/v2/migration-overview',
    'get /api/v2/operator/tenants',
    'get /api/v2/prompts',
    'get /api/v2/prompts/{prompt}/custom-text/{language}',
    'get /api/v2/refresh-tokens/{id}',
    'get /api/v2/resource-servers',
    'get /api/v2/resource-servers/{id}',
    'get /api/v2/runs/{id}',
    'get /api/v2/sample-store',
    'get /api/v2/sample-store/people',
    'get /api/v2/script-limits',
    'get /api/v2/session',
    'get /api/v2/sessions/{id}',
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
    'get /api/v2/users/{id}/login-names',
    'get /api/v2/users/{id}/logs',
    'get /api/v2/users/{id}/refresh-tokens',
    'get /api/v2/users/{id}/sessions',
    'get /client/{id}.js',
    'get /healthz',
    'get /openapi.json',
    'get /readyz',
    'get /served-name',
    'get /userinfo',
    'patch /api/v2/attack-protection/brute-force-protection',
    'patch /api/v2/attack-protection/suspicious-ip-throttling',
    'patch /api/v2/branding',
    'patch /api/v2/client-grants/{id}',
    'patch /api/v2/clients/{id}',
    'patch /api/v2/clients/{id}/credentials/{credential_id}',
    'patch /api/v2/connections/{id}',
    'patch /api/v2/connections/{id}/clients',
    'patch /api/v2/connections/{id}/configuration',
    'patch /api/v2/custom-domains/default',
    'patch /api/v2/custom-domains/{id}',
    'patch /api/v2/email-templates/{name}',
    'patch /api/v2/members/{id}',
    'patch /api/v2/prompts',
    'patch /api/v2/resource-servers/{id}',
    'patch /api/v2/tenants/settings',
    'patch /api/v2/users/{id}',
    'post /api/v2/client-grants',
    'post /api/v2/clients',
    'post /api/v2/clients/{id}/credentials',
    'post /api/v2/clients/{id}/rotate-secret',
    'post /api/v2/clients/{id}/try-sign-in',
    'post /api/v2/clients/{id}/try-sign-in/claims',
    'post /api/v2/connections',
    'post /api/v2/connections/{id}/complete-migration',
    'post /api/v2/connections/{id}/drift',
    'post /api/v2/connections/{id}/migration/legacy-total/count',
    'post /api/v2/connections/{id}/scripts/{name}/try',
    'post /api/v2/connections/{id}/test',
    'post /api/v2/connections/{id}/try-login',
    'post /api/v2/connections/{id}/versions',
    'post /api/v2/connections/{id}/versions/{version}/restore',
    'post /api/v2/custom-domains',
    'post /api/v2/custom-domains/{id}/verify',
    'post /api/v2/email-delivery/test',
    'post /api/v2/email-templates',
    'post /api/v2/jobs/verification-email',
    'post /api/v2/keys/signing/rotate',
    'post /api/v2/member-invitations',
    'post /api/v2/member-invitations/{id}/send',
    'post /api/v2/member-link',
    'post /api/v2/members',
    'post /api/v2/members/{id}/password-link',
    'post /api/v2/operator/tenants',
    'post /api/v2/operator/tenants/{name}/custom-domains/{domain}/verify',
    'post /api/v2/resource-servers',
    'post /api/v2/sample-store',
    'post /api/v2/session',
    'post /api/v2/session/confirm',
    'post /api/v2/session/password',
    'post /api/v2/sessions/{id}/revoke',
    'post /api/v2/setup',
    'post /api/v2/templates/{id}/rename',
    'post /api/v2/templates/{id}/test',
    'post /api/v2/test-address',
    'post /api/v2/tickets/email-verification',
    'post /api/v2/tickets/password-change',
    'post /api/v2/users',
    'post /api/v2/users/{id}/identities',
    'post /co/authenticate',
    'post /dbconnections/change_password',
    'post /dbconnections/signup',
    'post /oauth/device/code',
    'post /oauth/par',
    'post /oauth/revoke',
    'post /oauth/token',
    'post /oidc/register',
    'post /userinfo',
    'post /usernamepassword/login',
    'put /api/v2/connections/{id}/configuration/{key}',
    'put /api/v2/connections/{id}/draft',
    'put /api/v2/connections/{id}/migration/legacy-total',
    'put /api/v2/email-templates/{name}',
    'put /api/v2/keys/signing/{kid}/revoke',
    'put /api/v2/prompts/{prompt}/custom-text/{language}',
  ])
})

test('the ids of operations are unique, and stay what they are: SDKs are generated from them', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z]+(?:[A-Z][a-z]*)*$/.test(id))).toEqual([])
  expect(ids.toSorted()).toMatchInlineSnapshot(`
    [
      "authenticateCrossOrigin",
      "changeOwnPassword",
      "checkDrift",
      "completeMigration",
      "confirmSession",
      "countLegacyTotal",
      "createClient",
      "createClientCredential",
      "createClientGrant",
      "createConnection",
      "createCustomDomain",
      "createEmailTemplate",
      "createMember",
      "createMemberInvitation",
      "createOwner",
      "createPasswordTicket",
      "createResourceServer",
      "createSession",
      "createTenant",
      "createUser",
      "createVerificationJob",
      "createVerificationTicket",
      "deleteBlocksByIdentifier",
      "deleteBlocksOfUser",
      "deleteClient",
      "deleteClientCredential",
      "deleteClientGrant",
      "deleteConfigurationValue",
      "deleteConnection",
      "deleteConnectionUser",
      "deleteCustomDomain",
      "deleteDeviceCredential",
      "deleteDraft",
      "deleteGrant",
      "deleteGrantsOfUser",
      "deleteLegacyTotal",
      "deleteLoginName",
      "deleteMember",
      "deleteMemberInvitation",
      "deleteMigrationPeople",
      "deletePersonSession",
      "deleteRefreshToken",
      "deleteRefreshTokensOfUser",
      "deleteResourceServer",
      "deleteSession",
      "deleteSessionsOfUser",
      "deleteTenant",
      "deleteUser",
      "deployScripts",
      "findPerson",
      "finishTrySignIn",
      "getApiDescription",
      "getBranding",
      "getBruteForceProtection",
      "getClient",
      "getClientCredential",
      "getClientGrant",
      "getClientScript",
      "getConnection",
      "getCustomDomain",
      "getDraft",
      "getEmailDelivery",
      "getEmailTemplate",
      "getHealth",
      "getJob",
      "getLog",
      "getMemberLink",
      "getMigration",
      "getMigrationOverview",
      "getMigrationSeries",
      "getMigrationStory",
      "getModeImpact",
      "getOpenIdConfiguration",
      "getPersonSession",
      "getPrimaryDomain",
      "getPromptTexts",
      "getPrompts",
      "getReadiness",
      "getRefreshToken",
      "getResourceServer",
      "getRun",
      "getSampleStore",
      "getScriptLimits",
      "getServedName",
      "getSession",
      "getSetup",
      "getSigningKey",
      "getSigningKeys",
      "getSuspiciousIpThrottling",
      "getTemplate",
      "getTenantSettings",
      "getUser",
      "getUserInfo",
      "getVersion",
      "installSampleStore",
      "linkIdentity",
      "listActions",
      "listBlocksByIdentifier",
      "listBlocksOfUser",
      "listClientCredentials",
      "listClientGrants",
      "listClientSummaries",
      "listClients",
      "listConfigurationKeys",
      "listConnectionClients",
      "listConnectionSummaries",
      "listConnections",
      "listCustomDomains",
      "listDeviceCredentials",
      "listGrants",
      "listKeptSettings",
      "listLoginNames",
      "listLogs",
      "listMemberInvitations",
      "listMembers",
      "listMigrationPeople",
      "listPageTexts",
      "listRefreshTokensOfUser",
      "listResourceServers",
      "listRuns",
      "listSamplePeople",
      "listSessionsOfUser",
      "listSigningKeys",
      "listTemplates",
      "listTenants",
      "listUserCredentials",
      "listUserLogs",
      "listUsers",
      "listUsersByEmail",
      "listVersions",
      "postUserInfo",
      "previewBranding",
      "pushAuthorizationRequest",
      "registerClient",
      "removeSampleStore",
      "renameTemplate",
      "requestDeviceCode",
      "requestPasswordReset",
      "requestTokens",
      "restoreVersion",
      "revokePersonSession",
      "revokeSigningKey",
      "revokeToken",
      "rotateClientSecret",
      "rotateSigningKeys",
      "saveDraft",
      "sendMemberInvitation",
      "sendMemberPasswordLink",
      "sendTestEmail",
      "setConfigurationValue",
      "setEmailTemplate",
      "setLegacyTotal",
      "setPrimaryDomain",
      "setPromptTexts",
      "signInOnClassicPage",
      "signUp",
      "streamLogs",
      "testAddress",
      "testConnection",
      "testTemplate",
      "tryLogin",
      "tryScript",
      "trySignIn",
      "unlinkIdentity",
      "updateBranding",
      "updateBruteForceProtection",
      "updateClient",
      "updateClientCredential",
      "updateClientGrant",
      "updateConfigurationKeys",
      "updateConnection",
      "updateConnectionClients",
      "updateCustomDomain",
      "updateEmailTemplate",
      "updateMember",
      "updatePrompts",
      "updateResourceServer",
      "updateSuspiciousIpThrottling",
      "updateTenantSettings",
      "updateUser",
      "useMemberLink",
      "verifyCustomDomain",
      "verifyTenantDomain",
    ]
  `)
})

test('the description is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

/** Rules beside the strict recommended ones. */
const RULES = {
  'operation-description': 'error',
  'parameter-description': 'error',
  'operation-singular-tag': 'error',
  'operation-tag-defined': 'error',
  'no-invalid-media-type-examples': 'error',
  'no-invalid-schema-examples': 'error',
  'no-unused-components': 'error',
  'no-required-schema-properties-undefined': 'error',
  'no-schema-type-mismatch': 'error',
  'no-path-trailing-slash': 'error',
  // An endpoint that takes nothing cannot be asked wrongly.
  'operation-4xx-response': 'off',
} as const

test('the description passes the rules that Redocly recommends, and every example fits its schema', async () => {
  const config = await createConfig({ extends: ['recommended-strict'], rules: RULES })
  const source = JSON.stringify({ ...document, servers: [{ url: 'https://ferry.example.org' }] })
  const problems = await lintFromString({ source, config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, location[0]?.pointer, message])).toEqual([])
})

/** Every schema of the document, with the place that it is in. */
function schemasOf(): { place: string; schema: JsonSchema; is_named: boolean }[] {
  const found: { place: string; schema: JsonSchema; is_named: boolean }[] = []
  const walk = (part: unknown, place: string, is_named: boolean): void => {
    if (typeof part !== 'object' || part === null) return
    const schema: JsonSchema = { ...part }
    found.push({ place, schema, is_named })
    for (const [key, inner] of Object.entries(schema)) {
      if (key === 'examples' || key === 'default') continue
      if (key === 'properties') {
        for (const [name, one] of Object.entries({ ...(inner as object) }))
          walk(one, `${place}.${name}`, false)
      } else if (Array.isArray(inner)) {
        for (const one of inner) walk(one, `${place}|`, false)
      } else walk(inner, `${place}/${key}`, false)
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) walk(schema, name, true)
  for (const { operation } of operations) {
    const { operationId, parameters, requestBody, responses } = operation
    for (const { name, schema } of parameters) walk(schema, `${operationId}(${name})`, false)
    for (const { content = {} } of [...(requestBody ? [requestBody] : []), ...Object.values(responses)]) {
      for (const { schema } of Object.values(content)) walk(schema, operationId, false)
    }
  }
  return found
}

/** @returns the schema that a reference leads to, also of what may be null; else the schema itself */
function targetOf(schema: JsonSchema): JsonSchema {
  const variants = (schema.anyOf ?? []) as JsonSchema[]
  const $ref = schema.$ref ?? variants.find((one) => one.$ref !== undefined)?.$ref
  const name = typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? '') : ''
  return document.components.schemas[name] ?? schema
}

test('everything has a description: operations, tags, parameters, named schemas, security schemes and each property', () => {
  const isTold = (text: unknown): boolean => typeof text === 'string' && /^\S.*[.]$/s.test(text)
  const missing: string[] = []
  const tell = (name: string, text: unknown): void => {
    if (!isTold(text)) missing.push(`${name}: ${text}`)
  }
  for (const { name, description } of document.tags) tell(name, description)
  for (const { operation } of operations) {
    tell(operation.operationId, operation.description)
    expect(operation.summary, operation.operationId).toMatch(/^[A-Z][^.]{5,80}$/)
    for (const { name, description } of operation.parameters)
      tell(`${operation.operationId} ${name}`, description)
  }
  for (const [name, { description }] of Object.entries(document.components.schemas)) tell(name, description)
  for (const [name, { description }] of Object.entries(document.components.securitySchemes))
    tell(name, description)
  for (const { place, schema } of schemasOf()) {
    for (const [name, inner] of Object.entries((schema.properties ?? {}) as { [name: string]: JsonSchema })) {
      tell(`${place}.${name}`, inner.description ?? targetOf(inner).description)
    }
  }
  expect(missing).toEqual([])
})

test('what is taken and answered has a name, and no schema stands in two places where a name could', () => {
  const bare = (schema: JsonSchema): string =>
    JSON.stringify({ ...schema, description: undefined, examples: undefined })
  const named = new Map(
    Object.entries(document.components.schemas).map(([name, schema]) => [bare(schema), name]),
  )
  const repeated = schemasOf().filter(({ schema, is_named }) => !is_named && named.has(bare(schema)))
  expect(repeated.map(({ place, schema }) => `${place}: ${named.get(bare(schema))}`)).toEqual([])
  const unnamed = operations.flatMap(({ operation: { operationId, requestBody, responses } }) =>
    [...(requestBody ? [requestBody] : []), ...Object.values(responses)].flatMap(({ content = {} }) =>
      Object.entries(content)
        .filter(([type, { schema }]) => type === 'application/json' && schema.type === 'object')
        .map(() => operationId),
    ),
  )
  expect(unnamed).toEqual([])
})

test('every body has an example', () => {
  const without = operations.flatMap(({ operation: { operationId, requestBody } }) => {
    const schema: JsonSchema | undefined = requestBody?.content['application/json']?.schema
    const of = schema && targetOf(schema.type === 'array' ? (schema.items as JsonSchema) : schema)
    return of && !Array.isArray(of.examples) && of.properties !== undefined ? [operationId] : []
  })
  expect(without).toEqual([])
})

test('the description tells how callers show who they are', () => {
  const securityOf = (path: string, method: string) => document.paths[path]?.[method]?.security
  expect(securityOf('/api/v2/users', 'get')).toEqual([{ management: ['read:users'] }, { session: [] }])
  expect(securityOf('/api/v2/users', 'post')).toEqual([
    { management: ['create:users'] },
    { session: [], csrf: [] },
  ])
  expect(securityOf('/oauth/token', 'post')).toEqual([{}, { client: [] }])
  expect(securityOf('/userinfo', 'get')).toEqual([{ person: [] }])
  expect(securityOf('/api/v2/session', 'get')).toEqual([{ session: [] }])
  expect(securityOf('/api/v2/session', 'post')).toEqual([])
  expect(document.paths['/api/v2/users']?.get?.description).toContain(
    'For clients with the scope `read:users`, and for members who are owner, admin, editor, viewer or support.',
  )
})

test('the description is rendered once for a tenant, and is of a size that can be read', async () => {
  const { text } = await server.call('/openapi.json')
  const operations = Object.values(document.paths).flatMap((path) => Object.keys(path)).length
  // Each endpoint costs its readers about a page.
  expect(text.length / operations).toBeLessThan(4_500)
  // CPU and not a clock, which other work on the machine stretches.
  const started = process.cpuUsage()
  for (let time = 0; time < 20; time++) await server.call('/openapi.json')
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 20_000).toBeLessThan(100)
})

test('parameters are described as what they mean, and Basic where OpenAPI looks for it', () => {
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

test('the description is sound: references lead somewhere, path parameters are declared, scopes are listed', () => {
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
  const { scopes } = Management.parse(document.components.securitySchemes.management).flows.clientCredentials
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
      expect(scopes).toHaveProperty([scope], expect.stringMatching(/[.]$/))
  }
})

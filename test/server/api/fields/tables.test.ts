/** The field tables, the description of the API and what the server does, held against each other. @module */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../../runtime/index.ts'
import {
  CLIENT_FIELDS,
  CLIENT_GRANT_FIELDS,
  CREDENTIAL_FIELDS,
  NEW_CLIENT_GRANT_FIELDS,
  NEW_CREDENTIAL_FIELDS,
} from '../../../../server/api/fields/clients.ts'
import { CONNECTION_FIELDS } from '../../../../server/api/fields/connections.ts'
import {
  CUSTOM_DOMAIN_FIELDS,
  NEW_CUSTOM_DOMAIN_FIELDS,
  PRIMARY_DOMAIN_FIELDS,
} from '../../../../server/api/fields/custom-domains.ts'
import { PROMPT_TEXT_FIELDS, PROMPTS_FIELDS } from '../../../../server/api/fields/prompts.ts'
import * as requests from '../../../../server/api/fields/requests.ts'
import {
  NEW_RESOURCE_SERVER_FIELDS,
  RESOURCE_SERVER_FIELDS,
} from '../../../../server/api/fields/resource-servers.ts'
import type { FieldTable, Row } from '../../../../server/api/fields/row.ts'
import * as tenants from '../../../../server/api/fields/tenants.ts'
import { createFakeRuntime } from '../../../support/fake-runtime.ts'
import type { DescribedOperation, JsonSchema } from '../../../support/openapi.ts'
import { describedOperations } from '../../../support/openapi.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'

const TABLES: { readonly [operation: string]: FieldTable } = {
  'post /api/v2/clients': CLIENT_FIELDS,
  'patch /api/v2/clients/{id}': CLIENT_FIELDS,
  'post /api/v2/connections': CONNECTION_FIELDS,
  'patch /api/v2/connections/{id}': CONNECTION_FIELDS,
  'post /api/v2/clients/{id}/credentials': NEW_CREDENTIAL_FIELDS,
  'patch /api/v2/clients/{id}/credentials/{credential_id}': CREDENTIAL_FIELDS,
  'post /api/v2/client-grants': NEW_CLIENT_GRANT_FIELDS,
  'patch /api/v2/client-grants/{id}': CLIENT_GRANT_FIELDS,
  'post /api/v2/custom-domains': NEW_CUSTOM_DOMAIN_FIELDS,
  'patch /api/v2/custom-domains/{id}': CUSTOM_DOMAIN_FIELDS,
  'patch /api/v2/custom-domains/default': PRIMARY_DOMAIN_FIELDS,
  'post /api/v2/resource-servers': NEW_RESOURCE_SERVER_FIELDS,
  'patch /api/v2/resource-servers/{id}': RESOURCE_SERVER_FIELDS,
  'patch /api/v2/tenants/settings': tenants.TENANT_FIELDS,
  'patch /api/v2/branding': tenants.BRANDING_FIELDS,
  'patch /api/v2/prompts': PROMPTS_FIELDS,
  'put /api/v2/prompts/{prompt}/custom-text/{language}': PROMPT_TEXT_FIELDS,
  'put /api/v2/email-templates/{name}': tenants.EMAIL_TEMPLATE_FIELDS,
  'post /api/v2/email-templates': tenants.EMAIL_TEMPLATE_FIELDS,
  'patch /api/v2/email-templates/{name}': tenants.EMAIL_TEMPLATE_FIELDS,
  'patch /api/v2/attack-protection/brute-force-protection': tenants.BRUTE_FORCE_FIELDS,
  'patch /api/v2/attack-protection/suspicious-ip-throttling': tenants.SUSPICIOUS_IP_FIELDS,
  'post /api/v2/users': requests.NEW_USER_FIELDS,
  'patch /api/v2/users/{id}': requests.USER_FIELDS,
  'patch /api/v2/members/{id}': requests.MEMBER_FIELDS,
  'post /api/v2/users/{id}/identities': requests.LINK_FIELDS,
  'post /api/v2/tickets/password-change': requests.PASSWORD_TICKET_FIELDS,
  'post /api/v2/tickets/email-verification': requests.VERIFICATION_TICKET_FIELDS,
  'post /api/v2/jobs/verification-email': requests.VERIFICATION_JOB_FIELDS,
  'post /dbconnections/signup': requests.SIGN_UP_FIELDS,
  'post /dbconnections/change_password': requests.CHANGE_PASSWORD_FIELDS,
  'post /oauth/token': requests.TOKEN_FIELDS,
  'post /oauth/device/code': requests.DEVICE_CODE_FIELDS,
  'post /oauth/par': requests.PAR_FIELDS,
  'post /oidc/register': requests.REGISTRATION_FIELDS,
  'post /co/authenticate': requests.CROSS_ORIGIN_FIELDS,
  'post /usernamepassword/login': requests.CLASSIC_SIGN_IN_FIELDS,
  'post /oauth/revoke': requests.REVOKE_FIELDS,
  'post /userinfo': requests.USERINFO_FIELDS,
}

let server: TestServer
let operations: DescribedOperation[]
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  operations = await describedOperations(server)
})

const operation = (name: string): DescribedOperation => {
  const found = operations.find(({ method, path }) => `${method} ${path}` === name)
  if (!found) throw new Error(`${name} is not described`)
  return found
}

type Properties = { [name: string]: JsonSchema & { description?: string } }

/** The members of an object, or of those of its variants that are objects. */
function propertiesOf(schema: JsonSchema | undefined): Properties {
  const variants = [schema, ...((schema?.anyOf ?? []) as JsonSchema[])].map((one) =>
    one?.type === 'array' ? (one.items as JsonSchema) : one,
  )
  return Object.assign({}, ...variants.map((one) => one?.properties ?? {}))
}

const describedAt = (schema: JsonSchema | undefined, path: string): Properties[string] | undefined =>
  path.split('.').reduce<JsonSchema | undefined>((inner, name) => propertiesOf(inner)[name], schema) as never

const rowsOf = (name: string) => Object.entries(TABLES[name]?.rows ?? {})

describe.each(Object.keys(TABLES))('%s', (name) => {
  test('every row is described, and what does nothing says so', () => {
    const { body } = operation(name)
    const starts: { readonly [kind in Row['kind']]: RegExp } = {
      obeyed: /^(?!Kept only|Not used|Set by the server)/,
      kept: /^Kept only: .+\./,
      unused: /^Not used: .+\./,
      checked: /^Ferry takes .+\. .+\./,
      told: /^Set by the server\. /,
      fixed: /^Cannot be changed\. /,
    }
    for (const [path, row] of rowsOf(name)) {
      const described = describedAt(body, path)
      expect(described, path).toBeDefined()
      expect(described?.description ?? '', path).toMatch(starts[row.kind])
    }
  })

  test('every described member has a row', () => {
    const { body } = operation(name)
    const rows = TABLES[name]?.rows ?? {}
    expect(Object.keys(propertiesOf(body)).filter((field) => !Object.hasOwn(rows, field))).toEqual([])
  })
})

test('every endpoint with a body either has a table or takes only what it describes', () => {
  const open = operations
    .filter(({ method, path }) => !Object.hasOwn(TABLES, `${method} ${path}`))
    .filter(({ path, body }) => body && !path.startsWith('/u/'))
    .filter(({ body }) => body?.type !== 'array' && body?.additionalProperties !== false)
  expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

/** Where a row of a stored object can be tried: an address, and what the body needs beside. */
interface Place {
  method: 'POST' | 'PATCH' | 'PUT'
  path: string
  base: { [name: string]: Json }
  /** Where the object is read; undefined: in the answer. */
  read: (answered: { [name: string]: Json }) => string
}

let made = 0
async function placeOf(name: string): Promise<Place> {
  const [method = '', path = ''] = name.split(' ')
  const unique = `made-${++made}`
  const base: { [operation: string]: { [name: string]: Json } } = {
    'post /api/v2/clients': { name: unique },
    'post /api/v2/connections': { name: unique, strategy: 'auth0' },
    'post /api/v2/custom-domains': { domain: `${unique}.example.com` },
    'post /api/v2/resource-servers': { identifier: unique },
    'put /api/v2/email-templates/{name}': { subject: 's', body: 'b' },
    'post /api/v2/email-templates': { template: 'reset_email', subject: 's', body: 'b' },
  }
  const target = path.replace('/api/v2/', '').replace('{name}', 'reset_email')
  const create = async (collection: string, body: object): Promise<string> => {
    const answer = await server.api('POST', collection, body)
    expect(answer.status, answer.text).toBe(201)
    return String(
      (answer.body as { custom_domain_id?: string }).custom_domain_id ??
        (answer.body as { id?: string; client_id?: string }).id ??
        (answer.body as Json & { client_id: string }).client_id,
    )
  }
  const newApi = async (): Promise<string> => {
    await create('resource-servers', { identifier: unique })
    return unique
  }
  const id = path.includes('{id}')
    ? path.includes('clients')
      ? await create('clients', { name: unique })
      : path.includes('client-grants')
        ? await create('client-grants', {
            client_id: await create('clients', { name: unique }),
            audience: await newApi(),
            scope: [],
          })
        : path.includes('resource-servers')
          ? await create('resource-servers', { identifier: unique })
          : path.includes('custom-domains')
            ? await create('custom-domains', { domain: `${unique}.example.com` })
            : await create('connections', { name: unique, strategy: 'auth0' })
    : ''
  const filled = target.replace('{id}', id)
  return {
    method: method.toUpperCase() as Place['method'],
    path: filled,
    base: base[name] ?? {},
    read: (answered) =>
      method === 'post'
        ? `${filled}/${String(answered.custom_domain_id ?? answered.client_id ?? answered.id)}`
        : filled,
  }
}

/** A body in which a nested field has a value. */
function withField(base: { [name: string]: Json }, path: string, value: Json): { [name: string]: Json } {
  const [name = '', ...deeper] = path.split('.')
  return { ...base, [name]: deeper.length === 0 ? value : withField({}, deeper.join('.'), value) }
}

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as { [key: string]: unknown } | undefined)?.[name], value)

const STORED = [
  'post /api/v2/clients',
  'patch /api/v2/clients/{id}',
  'post /api/v2/connections',
  'patch /api/v2/connections/{id}',
  'post /api/v2/custom-domains',
  'patch /api/v2/custom-domains/{id}',
  'post /api/v2/resource-servers',
  'patch /api/v2/resource-servers/{id}',
  'patch /api/v2/tenants/settings',
  'patch /api/v2/branding',
  'patch /api/v2/prompts',
  'put /api/v2/email-templates/{name}',
]

const CANDIDATES: Json[] = [
  'classic',
  true,
  false,
  7_200,
  3,
  'some-text',
  'https://a.example',
  ['some-text'],
  { some: 'text' },
  [],
  'truncate',
  'true-client-ip',
]

const isRefusing = ([, { kind }]: [string, Row]): boolean =>
  kind === 'checked' || kind === 'told' || kind === 'fixed'
const REFUSING = [...STORED, 'patch /api/v2/client-grants/{id}'].filter((name) =>
  rowsOf(name).some(isRefusing),
)

describe.each(REFUSING)('%s', (name) => {
  test.each(rowsOf(name).filter(isRefusing))(
    '%s is refused, by name, with what would promise more than there is',
    async (path, row) => {
      const place = await placeOf(name)
      const refused = row.kind === 'checked' ? CANDIDATES.filter((value) => !row.takes(value)) : ['some-text']
      const [value] = refused
      // Rows whose only refused values are words of their own have a test below.
      if (value === undefined) return
      const answer = await server.api(place.method, place.path, withField(place.base, path, value))
      expect(answer.status, answer.text).toBe(400)
      const last = path.split('.').at(-1)
      expect(answer.body).toMatchObject({
        errorCode: 'invalid_body',
        message: expect.stringContaining(`Payload validation error: '${last}' `),
      })
    },
  )
})

describe.each(STORED)('%s', (name) => {
  test.each(rowsOf(name).filter(([, { kind }]) => kind === 'kept'))(
    '%s is kept, and read back as it was sent',
    async (path) => {
      const place = await placeOf(name)
      const problems: string[] = []
      for (const value of CANDIDATES) {
        const answer = await server.api(place.method, place.path, withField(place.base, path, value))
        if (answer.status >= 400) {
          problems.push(answer.text)
          continue
        }
        const read = await server.api('GET', place.read(answer.body as { [name: string]: Json }))
        expect(valueAt(read.body, path)).toEqual(value)
        return
      }
      throw new Error(`no value is taken: ${problems.join(' ')}`)
    },
  )
})

test('a member that nobody knows is refused everywhere, before anything is done', async () => {
  const skipped: string[] = []
  for (const { method, path, body } of operations) {
    if (!body || body.type === 'array' || TABLES[`${method} ${path}`]?.open?.['']) {
      if (body) skipped.push(`${method} ${path}`)
      continue
    }
    const target = path
      .replace('{name}/try', 'login/try')
      .replace('{version}', '1')
      .replaceAll(/\{\w+\}/g, 'none-such')
    const answer = await server.call(target, {
      method: method.toUpperCase(),
      body: { qqqqqqqq: 1 },
      headers: { authorization: `Bearer ${await management()}` },
    })
    expect(answer.status, `${method} ${path} ${answer.text}`).toBe(400)
    expect(answer.text, `${method} ${path}`).toContain("'qqqqqqqq' is not known")
  }
  expect(skipped.toSorted()).toEqual([
    'patch /api/v2/connections/{id}/clients',
    'post /co/authenticate',
    'post /dbconnections/signup',
    'post /oauth/device/code',
    'post /oauth/par',
    'post /oauth/revoke',
    'post /oauth/token',
    'post /oidc/register',
    'post /userinfo',
    'post /usernamepassword/login',
    'put /api/v2/prompts/{prompt}/custom-text/{language}',
  ])
})

async function management(): Promise<string> {
  const granted = await server.token({
    grant_type: 'client_credentials',
    ...server.admin,
    audience: `${server.url}/api/v2/`,
  })
  return (granted.body as { access_token: string }).access_token
}

/** Every field that the published SDKs and the deploy tool know has a row: a new one fails here until it is decided. @module */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  CLIENT_FIELDS,
  CLIENT_GRANT_FIELDS,
  NEW_CLIENT_GRANT_FIELDS,
} from '../../../../server/api/fields/clients.ts'
import { CONNECTION_FIELDS } from '../../../../server/api/fields/connections.ts'
import {
  CUSTOM_DOMAIN_FIELDS,
  NEW_CUSTOM_DOMAIN_FIELDS,
  PRIMARY_DOMAIN_FIELDS,
} from '../../../../server/api/fields/custom-domains.ts'
import { PROMPTS_FIELDS } from '../../../../server/api/fields/prompts.ts'
import * as requests from '../../../../server/api/fields/requests.ts'
import {
  NEW_RESOURCE_SERVER_FIELDS,
  RESOURCE_SERVER_FIELDS,
} from '../../../../server/api/fields/resource-servers.ts'
import type { FieldTable } from '../../../../server/api/fields/row.ts'
import * as tenants from '../../../../server/api/fields/tenants.ts'
import { fieldsOfTypes } from '../../../support/sdk-fields.ts'

const MODULES = join(import.meta.dirname, '../../../../node_modules')

/** Names of objects whose members the user makes up. */
const OPEN =
  /^(?:client_metadata|metadata|user_metadata|app_metadata|options\.(?:configuration|customScripts))\./
/** Of an answer alone. */
const ANSWERED = /^(?:identities|signing_keys)\./

/** @returns fields without a row, where the table says which members an object has */
function undecided(fields: readonly string[], { rows }: FieldTable): string[] {
  const parents = new Set(Object.keys(rows).map((path) => path.split('.').slice(0, -1).join('.')))
  return fields.filter((field) => {
    const parent = field.split('.').slice(0, -1).join('.')
    return !OPEN.test(field) && !ANSWERED.test(field) && parents.has(parent) && !Object.hasOwn(rows, field)
  })
}

const OF_SDK_7: readonly (readonly [type: string, table: FieldTable, prefix?: string])[] = [
  ['CreateClientRequestContent', CLIENT_FIELDS],
  ['UpdateClientRequestContent', CLIENT_FIELDS],
  ['GetClientResponseContent', CLIENT_FIELDS],
  ['CreateConnectionRequestContent', CONNECTION_FIELDS],
  ['UpdateConnectionRequestContent', CONNECTION_FIELDS],
  ['GetConnectionResponseContent', CONNECTION_FIELDS],
  ['ConnectionOptionsAuth0', CONNECTION_FIELDS, 'options.'],
  ['ConnectionPropertiesOptions', CONNECTION_FIELDS, 'options.'],
  ['UpdateTenantSettingsRequestContent', tenants.TENANT_FIELDS],
  ['GetTenantSettingsResponseContent', tenants.TENANT_FIELDS],
  ['UpdateBrandingRequestContent', tenants.BRANDING_FIELDS],
  ['UpdateSettingsRequestContent', PROMPTS_FIELDS],
  ['SetEmailTemplateRequestContent', tenants.EMAIL_TEMPLATE_FIELDS],
  ['UpdateBruteForceSettingsRequestContent', tenants.BRUTE_FORCE_FIELDS],
  ['UpdateSuspiciousIpThrottlingSettingsRequestContent', tenants.SUSPICIOUS_IP_FIELDS],
  ['CreateClientGrantRequestContent', NEW_CLIENT_GRANT_FIELDS],
  ['UpdateClientGrantRequestContent', CLIENT_GRANT_FIELDS],
  ['ClientGrantResponseContent', CLIENT_GRANT_FIELDS],
  ['CreateCustomDomainRequestContent', NEW_CUSTOM_DOMAIN_FIELDS],
  ['UpdateCustomDomainRequestContent', CUSTOM_DOMAIN_FIELDS],
  ['GetCustomDomainResponseContent', CUSTOM_DOMAIN_FIELDS],
  ['SetDefaultCustomDomainRequestContent', PRIMARY_DOMAIN_FIELDS],
  ['CreateResourceServerRequestContent', NEW_RESOURCE_SERVER_FIELDS],
  ['UpdateResourceServerRequestContent', RESOURCE_SERVER_FIELDS],
  ['GetResourceServerResponseContent', RESOURCE_SERVER_FIELDS],
  ['CreateUserRequestContent', requests.NEW_USER_FIELDS],
  ['UpdateUserRequestContent', requests.USER_FIELDS],
  ['GetUserResponseContent', requests.USER_FIELDS],
  ['LinkUserIdentityRequestContent', requests.LINK_FIELDS],
  ['ChangePasswordTicketRequestContent', requests.PASSWORD_TICKET_FIELDS],
  ['VerifyEmailTicketRequestContent', requests.VERIFICATION_TICKET_FIELDS],
  ['CreateVerificationEmailRequestContent', requests.VERIFICATION_JOB_FIELDS],
]

const OF_SDK_4: typeof OF_SDK_7 = [
  ['ClientCreate', CLIENT_FIELDS],
  ['ClientUpdate', CLIENT_FIELDS],
  ['Client', CLIENT_FIELDS],
  ['ConnectionCreate', CONNECTION_FIELDS],
  ['ConnectionUpdate', CONNECTION_FIELDS],
  ['Connection', CONNECTION_FIELDS],
  ['TenantSettings', tenants.TENANT_FIELDS],
  ['TenantSettingsUpdate', tenants.TENANT_FIELDS],
  ['ClientGrantCreate', NEW_CLIENT_GRANT_FIELDS],
  ['ClientGrant', CLIENT_GRANT_FIELDS],
  ['ResourceServerCreate', NEW_RESOURCE_SERVER_FIELDS],
  ['ResourceServerUpdate', RESOURCE_SERVER_FIELDS],
  ['ResourceServer', RESOURCE_SERVER_FIELDS],
  ['UserCreate', requests.NEW_USER_FIELDS],
  ['UserUpdate', requests.USER_FIELDS],
  ['PostPasswordChangeRequest', requests.PASSWORD_TICKET_FIELDS],
  ['PostEmailVerificationRequest', requests.VERIFICATION_TICKET_FIELDS],
  ['PostVerificationEmailRequest', requests.VERIFICATION_JOB_FIELDS],
  ['PatchBrandingRequest', tenants.BRANDING_FIELDS],
]

test.each([
  ['auth0 7', 'auth0/dist/cjs/management/index.d.ts', OF_SDK_7],
  ['auth0 4', 'auth0-4/dist/cjs/management/__generated/models/index.d.ts', OF_SDK_4],
] as const)('every field of the types of %s has a row', (_, file, types) => {
  const fields = fieldsOfTypes(
    join(MODULES, file),
    types.map(([type]) => type),
  )
  const missing = types.flatMap(([type, table, prefix = '']) => {
    const paths = (fields.get(type) ?? []).map((path) => prefix + path)
    // A type that was renamed has no member at all.
    expect(paths.length, type).toBeGreaterThan(0)
    return undecided(paths, table).map((path) => `${type}: ${path}`)
  })
  expect(missing).toEqual([])
})

test('a name without a row is found, at every level', () => {
  const fields = [
    'name',
    'nonsense',
    'jwt_configuration.nonsense',
    'client_metadata.mine',
    'addons.samlp.audience',
  ]
  expect(undecided(fields, CLIENT_FIELDS)).toEqual(['nonsense', 'jwt_configuration.nonsense'])
})

interface ToolSchema {
  properties?: { [name: string]: ToolSchema }
  items?: ToolSchema
}

test('every field of the deploy tool’s schemas has a row', () => {
  const load = createRequire(import.meta.url)
  const pathsOf = (schema: ToolSchema, path = ''): string[] =>
    Object.entries((schema.items ?? schema).properties ?? {}).flatMap(([name, inner]) => {
      const own = path === '' ? name : `${path}.${name}`
      return [own, ...pathsOf(inner, own)]
    })
  const tables: [handler: string, table: FieldTable][] = [
    ['clients', CLIENT_FIELDS],
    ['databases', CONNECTION_FIELDS],
    ['customDomains', NEW_CUSTOM_DOMAIN_FIELDS],
    ['resourceServers', NEW_RESOURCE_SERVER_FIELDS],
    ['clientGrants', CLIENT_GRANT_FIELDS],
    ['tenant', tenants.TENANT_FIELDS],
  ]
  const missing = tables.flatMap(([handler, table]) => {
    const { schema } = load(join(MODULES, `auth0-deploy-cli/lib/tools/auth0/handlers/${handler}.js`))
    const paths = pathsOf(schema)
    expect(paths.length, handler).toBeGreaterThan(1)
    return undecided(paths, table).map((path) => `${handler}: ${path}`)
  })
  expect(missing).toEqual([])
})

/** `/api/v2/operator/tenants`: for clients of the default tenant that have `manage:tenants`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Tenant } from '../../../store/contract.ts'
import { newAdminClient } from '../../../tenancy/clients.ts'
import { DEFAULT_TENANT, TenantName } from '../../../tenancy/tenants.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'

const tenantMembers = {
  name: z.string().describe('The name of the tenant.'),
  public_url: z.string().describe('The address of the tenant: its issuer without the slash at the end.'),
  created_at: z.iso.datetime().describe('When the tenant was created.'),
}
const OperatorTenant = z.object(tenantMembers).meta({
  id: 'Tenant',
  description: 'A tenant of this installation.',
  examples: [
    {
      name: 'acme',
      public_url: 'https://acme.ferry.example.org',
      created_at: '2026-05-04T10:11:12.000Z',
    },
  ],
})

function toOperatorTenant(tenant: Tenant, public_url: string): z.input<typeof OperatorTenant> {
  return { name: tenant.name, public_url, created_at: new Date(tenant.created_at).toISOString() }
}

/** A second lock behind the scope, which clients of other tenants cannot get. @throws {ApiError} not_found */
function operatorsOnly(tenant: Deps['tenant']): void {
  if (tenant.name !== DEFAULT_TENANT) throw new ApiError('not_found')
}

export const listTenants = defineRoute({
  method: 'get',
  path: '/api/v2/operator/tenants',
  at_own_hosts: true,
  name: 'listTenants',
  tag: 'Operator',
  summary: 'List all tenants',
  description:
    'Ferry’s own. Lists the tenants of this installation. Only the default tenant has this endpoint.',
  scopes: ['manage:tenants'],
  result: z
    .object({ tenants: z.array(OperatorTenant).describe('The tenants.') })
    .meta({ id: 'Tenants', description: 'The tenants of this installation.' }),
  async handle({ store, publicUrlOf }, { tenant }) {
    operatorsOnly(tenant)
    const tenants = await store.listTenants()
    return { tenants: tenants.map((one) => toOperatorTenant(one, publicUrlOf(one.name))) }
  },
})

export const createTenant = defineRoute({
  method: 'post',
  path: '/api/v2/operator/tenants',
  at_own_hosts: true,
  name: 'createTenant',
  tag: 'Operator',
  summary: 'Create a tenant',
  description:
    'Ferry’s own. Creates a tenant with its first client, whose secret the answer shows this once. Only the default tenant has this endpoint.',
  scopes: ['manage:tenants'],
  body: z
    .object({ name: TenantName.describe('The name of the tenant, which becomes a part of its address.') })
    .meta({ id: 'TenantCreate', description: 'A new tenant.', examples: [{ name: 'acme' }] }),
  status: 201,
  result: z
    .object({
      ...tenantMembers,
      client_id: z.string().describe('The ID of the tenant’s first client, which may do everything.'),
      client_secret: z
        .string()
        .describe('The secret of that client. Shown this once; Ferry keeps only its hash.'),
    })
    .meta({ id: 'NewTenant', description: 'A new tenant with its first client.' }),
  errors: ['tenant_conflict'],
  async handle({ store, publicUrlOf }, { tenant, body }) {
    operatorsOnly(tenant)
    const { client, client_id, client_secret } = newAdminClient()
    const result = await store.createTenant(body.name, client)
    if (result.kind === 'name_taken') throw new ApiError('tenant_conflict')
    return { ...toOperatorTenant(result.tenant, publicUrlOf(body.name)), client_id, client_secret }
  },
})

export const deleteTenant = defineRoute({
  method: 'delete',
  path: '/api/v2/operator/tenants/:name',
  at_own_hosts: true,
  name: 'deleteTenant',
  tag: 'Operator',
  summary: 'Delete a tenant',
  description:
    'Ferry’s own. Deletes a tenant with its users, connections, clients, keys and logs. The default tenant cannot be deleted.',
  scopes: ['manage:tenants'],
  params: z.object({ name: TenantName.describe('The name of the tenant.') }),
  errors: ['inexistent_tenant', 'default_tenant'],
  async handle({ store }, { tenant, params }) {
    operatorsOnly(tenant)
    if (params.name === DEFAULT_TENANT) throw new ApiError('default_tenant')
    const doomed = await store.findTenantByName(params.name)
    if (!doomed) throw new ApiError('inexistent_tenant')
    await store.deleteTenant(doomed.tenant_id)
    // Every server ends its sandboxes of scripts that nobody may run any more.
    store.wake({ about: 'deleted', tenant_id: doomed.tenant_id })
  },
})

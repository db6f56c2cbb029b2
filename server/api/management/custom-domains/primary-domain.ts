/** `/api/v2/custom-domains/default`: the domain that links of emails start with. @module */
import * as z from 'zod'
import { lowerAscii } from '../../../tenancy/domain-names.ts'
import { PRIMARY_DOMAIN_FIELDS } from '../../fields/custom-domains.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ManagementCustomDomain, toManagementCustomDomain } from './custom-domain.ts'

const OwnDomain = z
  .object({ domain: z.string().describe('The host of the tenant’s own address.') })
  .meta({ id: 'OwnDomain', description: 'The tenant has no verified custom domain.' })

const PrimaryDomain = z.union([ManagementCustomDomain, OwnDomain])

export const getPrimaryDomain = defineRoute({
  method: 'get',
  path: '/api/v2/custom-domains/default',
  name: 'getPrimaryDomain',
  tag: 'Custom domains',
  summary: 'Get the primary domain',
  description:
    'Answers the verified custom domain that links of emails start with, or the tenant’s own host if there is none.',
  scopes: ['read:custom_domains'],
  result: PrimaryDomain,
  handle: readPrimary,
})

async function readPrimary({ store, tenant, publicUrlOf }: Deps): Promise<z.input<typeof PrimaryDomain>> {
  const domains = await store.listCustomDomains(tenant.tenant_id)
  const primary = domains.find(({ is_primary }) => is_primary)
  return primary ? toManagementCustomDomain(primary) : { domain: new URL(publicUrlOf(tenant.name)).hostname }
}

export const setPrimaryDomain = defineRoute({
  method: 'patch',
  path: '/api/v2/custom-domains/default',
  name: 'setPrimaryDomain',
  tag: 'Custom domains',
  summary: 'Choose the primary domain',
  description:
    'From now on links of emails start with this verified custom domain. Without a choice it is the first that was verified.',
  scopes: ['update:custom_domains'],
  body: z
    .object({
      domain: z
        .string()
        .max(300)
        .overwrite(lowerAscii)
        .optional()
        .describe('A verified custom domain of the tenant. Without it nothing changes.'),
    })
    .meta({
      id: 'PrimaryDomainUpdate',
      description: 'The new primary domain.',
      examples: [{ domain: 'login.example.com' }],
    }),
  fields: PRIMARY_DOMAIN_FIELDS,
  current: readPrimary,
  result: PrimaryDomain,
  async handle(deps, { tenant, body }) {
    const { store } = deps
    if (body.domain === undefined) return readPrimary(deps)
    const chosen = await store.setPrimaryDomain(tenant.tenant_id, body.domain)
    if (!chosen) throw invalidField('domain', 'must be a custom domain of the tenant that is verified')
    return toManagementCustomDomain(chosen)
  },
})

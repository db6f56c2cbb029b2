/** `/api/v2/custom-domains`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { randomAlphanumerics } from '../../../common/ids.ts'
import { CUSTOM_DOMAIN_FIELDS, NEW_CUSTOM_DOMAIN_FIELDS } from '../../fields/custom-domains.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import {
  CustomDomainParams,
  CustomDomainUpdate,
  findCustomDomain,
  ManagementCustomDomain,
  NewCustomDomain,
  settingsOf,
  toManagementCustomDomain,
} from './custom-domain.ts'

/** Of a tenant. */
const MOST_DOMAINS = 20

/** Of the value of a TXT record. It is public; another tenant must not have the same. */
const PROOF_CHARACTERS = 32

export const listCustomDomains = defineRoute({
  method: 'get',
  path: '/api/v2/custom-domains',
  name: 'listCustomDomains',
  tag: 'Custom domains',
  summary: 'List the custom domains',
  description: `Answers all custom domains of the tenant, at most ${MOST_DOMAINS}, the oldest first.`,
  scopes: ['read:custom_domains'],
  result: z.array(ManagementCustomDomain),
  async handle({ store }, { tenant }) {
    const domains = await store.listCustomDomains(tenant.tenant_id)
    return domains.map((domain) => toManagementCustomDomain(domain))
  },
})

export const createCustomDomain = defineRoute({
  method: 'post',
  path: '/api/v2/custom-domains',
  name: 'createCustomDomain',
  tag: 'Custom domains',
  summary: 'Create a custom domain',
  description:
    'Asks for a host name of the tenant. `verification` has the TXT record to create; then `verify` looks for it. The name opens nothing until then, and the tenant that verifies it first has it. The proxy in front of Ferry needs a certificate for it.',
  scopes: ['create:custom_domains'],
  body: NewCustomDomain,
  fields: NEW_CUSTOM_DOMAIN_FIELDS,
  status: 201,
  result: ManagementCustomDomain,
  errors: ['custom_domain_conflict', 'custom_domain_taken', 'too_many_custom_domains'],
  async handle({ store, domainProblem }, { tenant, body }) {
    const problem = domainProblem(body.domain)
    if (problem !== undefined) throw invalidField('domain', problem)
    const proof = randomAlphanumerics(PROOF_CHARACTERS)
    const asked = { domain: body.domain, proof, settings: settingsOf(body) }
    const made = await store.createCustomDomain(tenant.tenant_id, asked, MOST_DOMAINS)
    switch (made.kind) {
      case 'created':
        return toManagementCustomDomain(made.domain)
      case 'exists':
        throw new ApiError('custom_domain_conflict')
      case 'taken':
        throw new ApiError('custom_domain_taken')
      case 'too_many':
        throw new ApiError('too_many_custom_domains')
    }
  },
})

export const getCustomDomain = defineRoute({
  method: 'get',
  path: '/api/v2/custom-domains/:id',
  name: 'getCustomDomain',
  tag: 'Custom domains',
  summary: 'Get a custom domain',
  description: 'Answers one custom domain.',
  scopes: ['read:custom_domains'],
  params: CustomDomainParams,
  result: ManagementCustomDomain,
  errors: ['inexistent_custom_domain'],
  async handle(deps, { params }) {
    return toManagementCustomDomain(await findCustomDomain(deps, params.id))
  },
})

export const updateCustomDomain = defineRoute({
  method: 'patch',
  path: '/api/v2/custom-domains/:id',
  name: 'updateCustomDomain',
  tag: 'Custom domains',
  summary: 'Change a custom domain',
  description: 'Changes settings of a custom domain, which are kept only.',
  scopes: ['update:custom_domains'],
  params: CustomDomainParams,
  body: CustomDomainUpdate,
  fields: CUSTOM_DOMAIN_FIELDS,
  async current({ store, tenant }, { params }) {
    const domains = await store.listCustomDomains(tenant.tenant_id)
    const found = domains.find(({ custom_domain_id }) => custom_domain_id === params.id)
    return found && toManagementCustomDomain(found)
  },
  result: ManagementCustomDomain,
  errors: ['inexistent_custom_domain'],
  async handle({ store }, { tenant, params, body }) {
    const updated = await store.updateCustomDomain(tenant.tenant_id, params.id, settingsOf(body))
    if (!updated) throw new ApiError('inexistent_custom_domain')
    return toManagementCustomDomain(updated)
  },
})

export const deleteCustomDomain = defineRoute({
  method: 'delete',
  path: '/api/v2/custom-domains/:id',
  name: 'deleteCustomDomain',
  tag: 'Custom domains',
  summary: 'Delete a custom domain',
  description:
    'The tenant does not answer at the domain any more: from now on its tokens and sessions open nothing there. Another tenant can verify it. Deleting a domain that does not exist succeeds.',
  scopes: ['delete:custom_domains'],
  params: CustomDomainParams,
  async handle({ store }, { tenant, params }) {
    await store.deleteCustomDomain(tenant.tenant_id, params.id)
  },
})

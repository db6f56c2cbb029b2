/** Verification of custom domains: by a TXT record, or by the operator. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { CustomDomain } from '../../../store/contract.ts'
import { lowerAscii, proofRecord } from '../../../tenancy/domain-names.ts'
import { DEFAULT_TENANT, TenantName } from '../../../tenancy/tenants.ts'
import type { ReadTxtRecords } from '../../../tenancy/txt-records.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { NoMembers } from '../../shapes/no-members.ts'
import {
  CustomDomainParams,
  findCustomDomain,
  ManagementCustomDomain,
  toManagementCustomDomain,
} from './custom-domain.ts'

export const verifyCustomDomain = defineRoute({
  method: 'post',
  path: '/api/v2/custom-domains/:id/verify',
  name: 'verifyCustomDomain',
  tag: 'Custom domains',
  summary: 'Verify a custom domain',
  description:
    'Looks for the TXT record of the domain. If it is there, the status is `ready` and the tenant answers at the domain; else it stays `pending_verification`, and `verification.error_msg` says why. A domain stays verified when its record is gone. The operator can verify a domain without a record.',
  scopes: ['create:custom_domains'],
  params: CustomDomainParams,
  body: NoMembers,
  result: ManagementCustomDomain,
  errors: ['inexistent_custom_domain', 'custom_domain_taken'],
  async handle(deps, { params }) {
    const found = await findCustomDomain(deps, params.id)
    if (found.verified_at !== undefined) return toManagementCustomDomain(found)
    // The operator may have taken the name for a host of the installation since the domain was created.
    const problem = deps.domainProblem(found.domain)
    if (problem !== undefined) return toManagementCustomDomain(found, `The domain ${problem}.`)
    const failure = await lookUp(deps.readTxtRecords, found)
    if (failure !== undefined) return toManagementCustomDomain(found, failure)
    return toManagementCustomDomain(await verify(deps, deps.tenant.tenant_id, found))
  },
})

/** @returns why the domain is not verified; undefined when its record is there */
async function lookUp(
  readTxtRecords: ReadTxtRecords,
  { domain, proof }: CustomDomain,
): Promise<string | undefined> {
  const { name, value } = proofRecord(domain, proof)
  const answer = await readTxtRecords(name)
  switch (answer.kind) {
    case 'records':
      if (answer.records.some((record) => record.trim() === value)) return undefined
      return `The TXT record of ${name} has another value. Set it to ${value}; a changed record may need some time.`
    case 'none':
      return `There is no TXT record at ${name}. Create one with the value ${value}; a new record may need some time.`
    case 'unreachable':
      return `The TXT record of ${name} could not be read: no server of names has answered. Try again in a minute.`
  }
}

/** @throws {ApiError} inexistent_custom_domain, custom_domain_taken */
async function verify(
  { store }: Pick<Deps, 'store'>,
  tenant_id: string,
  { custom_domain_id }: CustomDomain,
): Promise<CustomDomain> {
  const result = await store.verifyCustomDomain(tenant_id, custom_domain_id)
  if (result.kind === 'taken') throw new ApiError('custom_domain_taken')
  if (result.kind === 'missing') throw new ApiError('inexistent_custom_domain')
  return result.domain
}

export const verifyTenantDomain = defineRoute({
  method: 'post',
  path: '/api/v2/operator/tenants/:name/custom-domains/:domain/verify',
  at_own_hosts: true,
  name: 'verifyTenantDomain',
  tag: 'Operator',
  summary: 'Verify a custom domain of a tenant',
  description:
    'Ferry’s own. Verifies a domain that the tenant has created, without a TXT record: for names that no public server of names has. The operator answers for the name being the tenant’s.',
  scopes: ['manage:tenants'],
  params: z.object({
    name: TenantName.describe('The name of the tenant.'),
    domain: z.string().min(1).max(300).overwrite(lowerAscii).describe('The domain.'),
  }),
  body: NoMembers,
  result: ManagementCustomDomain,
  errors: ['inexistent_tenant', 'inexistent_custom_domain', 'custom_domain_taken'],
  async handle({ store, domainProblem }, { tenant, params }) {
    // A second lock behind the scope, which clients of other tenants cannot get.
    if (tenant.name !== DEFAULT_TENANT) throw new ApiError('not_found')
    const owner = await store.findTenantByName(params.name)
    if (!owner) throw new ApiError('inexistent_tenant')
    const domains = await store.listCustomDomains(owner.tenant_id)
    const found = domains.find(({ domain }) => domain === params.domain)
    if (!found || domainProblem(found.domain) !== undefined) throw new ApiError('inexistent_custom_domain')
    return toManagementCustomDomain(await verify({ store }, owner.tenant_id, found))
  },
})

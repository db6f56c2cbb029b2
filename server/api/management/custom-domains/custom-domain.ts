/** A custom domain as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { CustomDomain } from '../../../store/contract.ts'
import { lowerAscii, proofRecord } from '../../../tenancy/domain-names.ts'
import type { Deps } from '../../http/deps.ts'
import { SentJson } from '../../shapes/storable.ts'

const DOMAIN =
  'The host name, such as `login.example.com`, at which the tenant answers once it is verified. It is never changed.'

const HEADERS = ['true-client-ip', 'cf-connecting-ip', 'x-forwarded-for', 'x-azure-clientip', ''] as const

const settings = {
  custom_client_ip_header: z
    .enum(HEADERS)
    .nullish()
    .describe('The header that a proxy puts the address of the client into.'),
  domain_metadata: z
    .record(z.string().max(255), z.string().max(255).nullable())
    .refine((data) => Object.keys(data).length <= 10, 'must have at most 10 members')
    .nullish()
    .describe('Up to ten texts about the domain.'),
  relying_party_identifier: z.string().max(255).nullish().describe('The name that passkeys belong to.'),
}

/** The body of a new custom domain. */
export const NewCustomDomain = z
  .object({
    // Names of hosts have no case.
    domain: z.string().max(300).overwrite(lowerAscii).describe(DOMAIN),
    ...settings,
  })
  .catchall(SentJson)
  .meta({
    id: 'CustomDomainCreate',
    description: 'A new custom domain.',
    examples: [{ domain: 'login.example.com', type: 'self_managed_certs' }],
  })

/** The body of a change. */
export const CustomDomainUpdate = z
  .object(settings)
  .catchall(SentJson)
  .meta({
    id: 'CustomDomainUpdate',
    description: 'Members of a custom domain to change; null removes one.',
    examples: [{ domain_metadata: { brand: 'acme' } }],
  })

const Verification = z
  .object({
    methods: z
      .array(
        z.object({
          name: z.literal('txt').describe('A TXT record proves the domain.'),
          domain: z.string().describe('The name of the record.'),
          record: z.string().describe('The value of the record.'),
        }),
      )
      .describe('What proves that the domain is the tenant’s.'),
    status: z.enum(['verified', 'pending', 'failed']).describe('How the last look-up ended.'),
    error_msg: z.string().optional().describe('Why `verify` has not verified the domain.'),
    last_verified_at: z.iso.datetime().optional().describe('When the domain was verified.'),
  })
  .describe('The proof of the domain.')

export const ManagementCustomDomain = z
  .looseObject({
    custom_domain_id: z.string().describe('The ID of the custom domain.'),
    domain: z.string().describe(DOMAIN),
    primary: z.boolean().describe('Whether links of emails start with it.'),
    is_default: z.boolean().describe('The same as `primary`, as newer clients of Auth0 read it.'),
    status: z
      .enum(['pending_verification', 'ready'])
      .describe('`ready`: the tenant answers at the domain. `pending_verification`: it does not yet.'),
    type: z.literal('self_managed_certs').describe('The proxy in front of Ferry has the certificates.'),
    verification: Verification,
    tls_policy: z.literal('recommended').describe('What Auth0’s clients read; the proxy decides.'),
    custom_client_ip_header: settings.custom_client_ip_header,
  })
  .meta({
    id: 'CustomDomain',
    description: 'A host name of the tenant. Settings that are kept only are further members.',
    examples: [
      {
        custom_domain_id: 'cd_d2VqK0zN4cVx8Yb1',
        domain: 'login.example.com',
        primary: false,
        is_default: false,
        status: 'pending_verification',
        type: 'self_managed_certs',
        verification: {
          methods: [
            {
              name: 'txt',
              domain: '_ferry-challenge.login.example.com',
              record: 'ferry-domain-verification=Vb1d2VqK0zN4cVx8Yb1d2VqK0zN4cVx8',
            },
          ],
          status: 'pending',
        },
        tls_policy: 'recommended',
        custom_client_ip_header: null,
      },
    ],
  })

/** A custom domain as it is answered. */
type Answered = z.input<typeof ManagementCustomDomain>

/** @param failure why the last look-up has not verified it: nobody keeps it */
export function toManagementCustomDomain(
  { custom_domain_id, domain, proof, settings: kept, verified_at, is_primary }: CustomDomain,
  failure?: string,
): Answered {
  const { name, value } = proofRecord(domain, proof)
  const isReady = verified_at !== undefined
  return {
    custom_client_ip_header: null,
    ...kept,
    custom_domain_id,
    domain,
    primary: is_primary,
    is_default: is_primary,
    status: isReady ? 'ready' : 'pending_verification',
    type: 'self_managed_certs',
    verification: {
      methods: [{ name: 'txt', domain: name, record: value }],
      status: isReady ? 'verified' : failure === undefined ? 'pending' : 'failed',
      ...(failure === undefined ? {} : { error_msg: failure }),
      ...(isReady ? { last_verified_at: new Date(verified_at).toISOString() } : {}),
    },
    tls_policy: 'recommended',
  }
}

/** The members that are kept as they were sent. */
const KEPT = ['custom_client_ip_header', 'domain_metadata', 'relying_party_identifier']

/** @returns what is kept as it was sent; null stays, so that a change can remove one */
export function settingsOf(input: { [name: string]: Json | undefined }): CustomDomain['settings'] {
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && KEPT.includes(entry[0]),
    ),
  )
}

/** Path of one custom domain. */
export const CustomDomainParams = z.object({
  id: z.string().min(1).max(100).describe('The ID of a custom domain.'),
})

/** @throws {ApiError} inexistent_custom_domain */
export async function findCustomDomain({ store, tenant }: Deps, id: string): Promise<CustomDomain> {
  const domains = await store.listCustomDomains(tenant.tenant_id)
  const found = domains.find(({ custom_domain_id }) => custom_domain_id === id)
  if (!found) throw new ApiError('inexistent_custom_domain')
  return found
}

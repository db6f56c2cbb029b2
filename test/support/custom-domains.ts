/** Custom domains of tenants under test. @module */
import type { Answer } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'

/** A custom domain as the Management API answers it. */
export interface TestDomain {
  custom_domain_id: string
  domain: string
  primary: boolean
  status: string
  verification: {
    methods: [{ name: string; domain: string; record: string }]
    status: string
    error_msg?: string
  }
}

/** Creates a domain for a tenant, and lets the operator verify it. */
export async function verifiedDomain(
  operator: Pick<TestServer, 'api'>,
  tenant: { api: TestServer['api']; name: string },
  domain: string,
): Promise<TestDomain> {
  const made = await tenant.api('POST', 'custom-domains', { domain })
  if (made.status !== 201) throw new Error(made.text)
  const path = `operator/tenants/${tenant.name}/custom-domains/${domain}/verify`
  const verified: Answer = await operator.api('POST', path, {})
  if (verified.status !== 200) throw new Error(verified.text)
  return verified.body as TestDomain
}

/** The audience of a request of `/authorize`. @module */
import { ApiError } from '../../common/errors.ts'
import type { AuthorizeRequest, OAuthProblem } from '../../oidc/request.ts'
import type { Client, TenantSettings } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import { audienceOf, audienceText, isForPeople } from '../../tokens/audiences.ts'
import type { Deps } from '../http/deps.ts'

/** The Management API of another issuer is none that people can have tokens of. */
export async function audienceFor(
  deps: Deps,
  client: Client,
  request: AuthorizeRequest,
  settings: TenantSettings,
): Promise<Audience | { kind: 'refused'; problem: OAuthProblem }> {
  const refused = (error_description: string) => ({
    kind: 'refused' as const,
    problem: { error: 'access_denied', error_description },
  })
  try {
    const audience = await audienceOf(deps, deps.tenant.tenant_id, request.audience, settings)
    if (isForPeople(deps.tokens.issuer, audience, client)) return audience
    return refused(`Service not found: ${audienceText(audience)}`)
  } catch (error) {
    if (error instanceof ApiError && error.code === 'forbidden_audience') return refused(error.message)
    throw error
  }
}

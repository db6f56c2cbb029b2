/** The audience of a request of `/authorize`. @module */
import { ApiError } from '../../common/errors.ts'
import type { AuthorizeRequest, OAuthProblem } from '../../oidc/request.ts'
import type { TenantSettings } from '../../store/contract.ts'
import { audienceOf } from '../../tokens/audiences.ts'
import type { PersonAudience } from '../authentication/person-tokens.ts'
import type { Deps } from '../http/deps.ts'

/** A person never gets a token of the Management API. */
export async function audienceFor(
  deps: Deps,
  request: AuthorizeRequest,
  settings: TenantSettings,
): Promise<PersonAudience | { kind: 'refused'; problem: OAuthProblem }> {
  const refused = (error_description: string) => ({
    kind: 'refused' as const,
    problem: { error: 'access_denied', error_description },
  })
  try {
    const audience = await audienceOf(deps, deps.tenant.tenant_id, request.audience, settings)
    return audience.kind === 'management' ? refused(`Service not found: ${audience.audience}`) : audience
  } catch (error) {
    if (error instanceof ApiError && error.code === 'forbidden_audience') return refused(error.message)
    throw error
  }
}

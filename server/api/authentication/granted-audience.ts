/** The audience that a person was granted at their sign-in, as its API is now. @module */
import { ApiError } from '../../common/errors.ts'
import type { Client } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import { isForPeople, judgeAudience } from '../../tokens/audiences.ts'
import type { Deps } from '../http/deps.ts'

/**
 * @param audience of a code or a family of refresh tokens
 * @throws {ApiError} forbidden_audience: the API of the sign-in was deleted, or the client cannot have it
 */
export async function grantedAudience(
  { store, tenant: { tenant_id }, tokens }: Deps,
  client: Client,
  audience: string | undefined,
): Promise<Audience> {
  // A sign-in without an audience stays without: the tenant’s default may be newer.
  if (audience === undefined) return { kind: 'userinfo' }
  const row = await store.findResourceServerByIdentifier(tenant_id, audience)
  const judged = judgeAudience(tokens.issuer, audience, row, await store.readTenantSettings(tenant_id))
  if (!isForPeople(tokens.issuer, judged, client)) throw new ApiError('forbidden_audience')
  return judged
}

/** The link by which the first owner of the dashboard is made. @module */
import { sha256 } from '../common/hash.ts'
import { randomSecret } from '../common/ids.ts'
import type { Store } from '../store/contract.ts'

/**
 * Makes a link that works once, and voids the one before.
 *
 * @returns the link, whose token is behind the `#` so that no server and no proxy logs it; undefined when the tenant has an
 *   owner
 */
export async function makeSetupLink(
  store: Store,
  tenant_id: string,
  public_url: string,
): Promise<string | undefined> {
  const token = randomSecret()
  const isMade = await store.setSetupLink(tenant_id, sha256(token))
  return isMade ? `${public_url}/dashboard/setup#token=${token}` : undefined
}

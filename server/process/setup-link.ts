/** The setup link, which creates the first owner of the dashboard. @module */
import { sha256 } from '../common/hash.ts'
import { randomSecret } from '../common/ids.ts'
import { HOUR_MS } from '../common/time.ts'
import type { Store } from '../store/contract.ts'

/**
 * Creates a single-use link, and voids those of earlier starts. Servers of a shared store may start together: a link that is less
 * than an hour old stays valid then. The first owner ends all links.
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
  const isMade = await store.setSetupLink(tenant_id, sha256(token), store.is_shared ? HOUR_MS : 0)
  return isMade ? `${public_url}/dashboard/setup#token=${token}` : undefined
}

/** The server's own listeners and store as addresses, so that no CIDR opens them to scripts (N2). @module */
import type { Endpoint } from './address-policy.ts'
import { parseAddress, parseHost } from './ip.ts'

const NAME_LIFE_MS = 30_000

/** @returns the endpoints at this moment; waits only when a host name among them has to be resolved */
export type OwnEndpoints = () => Promise<readonly Endpoint[]> | readonly Endpoint[]

/**
 * @param list asked anew each time; `address` may be a host name (a store's URL names one)
 * @param resolve every address of a name
 */
export function createOwnEndpoints(
  list: () => readonly { address: string; port: number }[],
  resolve: (name: string) => Promise<readonly { address: string }[]>,
): OwnEndpoints {
  const known = new Map<string, { addresses: Promise<readonly string[]>; until: number }>()

  function addressesOf(name: string): Promise<readonly string[]> {
    const now = performance.now()
    const held = known.get(name)
    if (held && held.until > now) return held.addresses
    const addresses = resolve(name).then(
      (answers) => answers.map(({ address }) => address),
      // A name that does not resolve cannot be connected to by its address either; ask again next time.
      () => {
        known.delete(name)
        return []
      },
    )
    known.set(name, { addresses, until: now + NAME_LIFE_MS })
    return addresses
  }

  return () => {
    const found: Endpoint[] = []
    const waiting: Promise<void>[] = []
    for (const { address, port } of list()) {
      const target = parseHost(address)
      if (target.kind === 'address') found.push({ address: target.address, port })
      else if (target.kind === 'name') {
        waiting.push(
          addressesOf(target.name).then((answers) => {
            for (const text of answers) {
              const resolved = parseAddress(text)
              if (resolved) found.push({ address: resolved, port })
            }
          }),
        )
      }
    }
    return waiting.length === 0 ? found : Promise.all(waiting).then(() => found)
  }
}

/** The server's own listeners, store and mail server as addresses, so that no CIDR opens them to scripts (N2). @module */
import type { Endpoint } from './address-policy.ts'
import type { NameQuestion } from './names/find-name.ts'
import type { IpAddress } from './names/ip.ts'
import { parseAddress, parseHost } from './names/ip.ts'

const NAME_LIFE_MS = 30_000

/** @returns the endpoints at this moment; waits only for the first answer about a host name among them */
export type OwnEndpoints = () => Promise<readonly Endpoint[]> | readonly Endpoint[]

/** The known addresses of a host name. A failed look-up keeps the previous ones. */
interface KnownName {
  addresses: readonly IpAddress[]
  until: number
  /** Until there has been an answer. */
  first: Promise<void> | undefined
}

/**
 * @param list called each time; `address` may be a host name (a store's URL contains one)
 * @param resolve every address of a name, in time
 */
export function createOwnEndpoints(
  list: () => readonly { address: string; port: number }[],
  resolve: (question: NameQuestion) => Promise<readonly { address: string }[]>,
): OwnEndpoints {
  const names = new Map<string, KnownName>()

  function learn(question: NameQuestion, known: KnownName): Promise<void> {
    known.until = performance.now() + NAME_LIFE_MS
    return resolve(question).then(
      (answers) => {
        known.addresses = answers
          .map(({ address }) => parseAddress(address))
          .filter((address) => address !== undefined)
      },
      () => undefined,
    )
  }

  function knownOf(question: NameQuestion): KnownName {
    const held = names.get(question.name)
    if (!held) {
      const known: KnownName = { addresses: [], until: 0, first: undefined }
      names.set(question.name, known)
      known.first = learn(question, known).finally(() => {
        known.first = undefined
      })
      return known
    }
    // Beside the connect that asks: a name server that is slow now must not hold up scripts.
    if (held.until < performance.now()) void learn(question, held)
    return held
  }

  return () => {
    const found: Endpoint[] = []
    const waiting: Promise<void>[] = []
    for (const { address, port } of list()) {
      const target = parseHost(address)
      if (target.kind === 'address') found.push({ address: target.address, port })
      else if (target.kind === 'name') {
        const known = knownOf(target)
        const add = () => {
          for (const one of known.addresses) found.push({ address: one, port })
        }
        if (known.first !== undefined) waiting.push(known.first.then(add))
        else add()
      }
    }
    return waiting.length === 0 ? found : Promise.all(waiting).then(() => found)
  }
}

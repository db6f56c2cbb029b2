/** Reads TXT records of the domain name system, within bounds. @module */
import { Resolver } from 'node:dns/promises'

/** How long a server of names may take for an answer, and how often it is asked. */
const TIMEOUT_MS = 2_000
const TRIES = 2
/** However many servers there are. */
const LONGEST_MS = 8_000
/** More records than a name has for good reasons. */
const MOST_RECORDS = 100

type TxtAnswer =
  /** The parts of each record as one text. */
  | { kind: 'records'; records: string[] }
  /** The name has no such record. */
  | { kind: 'none' }
  /** No server of names has answered. */
  | { kind: 'unreachable' }

/** Asks for the TXT records of a name. */
export type ReadTxtRecords = (name: string) => Promise<TxtAnswer>

/** @param servers IP addresses, with a port or without; empty: those of the system */
export function createTxtReader(servers: readonly string[]): ReadTxtRecords {
  return async (name) => {
    // One for each question: cancelling ends only this one.
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
    if (servers.length > 0) resolver.setServers(servers)
    const timer = setTimeout(() => resolver.cancel(), LONGEST_MS)
    try {
      const records = await resolver.resolveTxt(name)
      return { kind: 'records', records: records.slice(0, MOST_RECORDS).map((parts) => parts.join('')) }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      return code === 'ENODATA' || code === 'ENOTFOUND' ? { kind: 'none' } : { kind: 'unreachable' }
    } finally {
      clearTimeout(timer)
    }
  }
}

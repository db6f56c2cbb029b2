/** The server generations that the double plays, told apart as servers do it: by their wire version. @module */
import type { Mechanism } from './scram.ts'

/**
 * `maxWireVersion` of each release.
 * @see https://github.com/mongodb/specifications, `wire-version-history`
 */
export const MONGO_GENERATIONS = {
  '2.6': 2,
  '3.0': 3,
  '3.2': 4,
  '3.4': 5,
  '3.6': 6,
  '4.0': 7,
  '4.2': 8,
  '4.4': 9,
  '5.0': 13,
  '6.0': 17,
  '7.0': 21,
  '8.0': 25,
} as const

/** One of `MONGO_GENERATIONS`. */
export type MongoGeneration = keyof typeof MONGO_GENERATIONS

/** What a generation can do. */
export interface Abilities {
  version: MongoGeneration
  wire: number
  /** Logins; before 3.0 the challenge of MD5 digests alone. */
  mechanisms: readonly Mechanism[]
  /** `getnonce` and `authenticate`, which went with 4.0. */
  challenge: boolean
  /** `find` and `getMore` as commands. */
  find: boolean
  /** `listCollections` and `listIndexes` as commands. */
  listings: boolean
  /** OP_MSG, sessions. */
  msg: boolean
  /** Queries, further batches and the end of cursors as op codes of their own; gone with 5.1. */
  legacy_op_codes: boolean
  /** `hello`, logins inside the first answer, logins without a last empty step. */
  hello: boolean
}

/** @returns what servers of that generation can do */
export function abilitiesOf(version: MongoGeneration): Abilities {
  const wire = MONGO_GENERATIONS[version]
  return {
    version,
    wire,
    mechanisms: wire >= 7 ? ['SCRAM-SHA-1', 'SCRAM-SHA-256'] : wire >= 3 ? ['SCRAM-SHA-1'] : [],
    challenge: wire < 3,
    find: wire >= 4,
    listings: wire >= 3,
    msg: wire >= 6,
    legacy_op_codes: wire <= 13,
    hello: wire >= 9,
  }
}

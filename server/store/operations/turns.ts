/** Turns of the servers at periodic work. @module */
import type { Operation } from '../engine/operation.ts'
import { first } from '../engine/operation.ts'
import { TURN_SQL } from '../sql/turns.ts'

export function* takeTurn(name: string, for_ms: number, now: number): Operation<boolean> {
  return (yield* first(TURN_SQL.take, name, now + for_ms, now)) !== undefined
}

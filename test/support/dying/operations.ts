/** Points `inside <operation>`: all its rows are written, and the transaction is open. @module */
import type { Operation } from '../../../server/store/engine/operation.ts'
import { WRITES as TRUE_WRITES } from '../../../server/store/operations/index.ts'
import { dieAt } from './point.ts'

export { ownerOf, POINT_READS, SCANS } from '../../../server/store/operations/index.ts'

type Write = (...args: readonly unknown[]) => Operation<unknown>

export const WRITES = Object.fromEntries(
  Object.entries(TRUE_WRITES).map(([name, write]) => [name, dying(name, write as Write)]),
)

function dying(name: string, write: Write): Write {
  return function* (...args) {
    const result = yield* write(...args)
    dieAt(`inside ${name}`)
    return result
  }
}

/**
 * Whether the time of a failed login tells who exists (A2): four kinds, 200 of each in turns.
 *
 * Run by `npm run bench:timing`, on a machine with nothing else to do; takes four minutes. Exits with 1 beyond the limits.
 * @module
 */

import { compareKinds, measureLogins } from '../support/login-times.ts'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'

const ROUNDS = Number(process.argv[2] ?? 200)
const MOST_AUC = 0.6
const MOST_APART_MS = 10

const folder = createRunFolder()
try {
  const pairs = compareKinds(await measureLogins(`${folder}/data`, ROUNDS))
  for (const { pair, auc, medians_apart_ms } of pairs) {
    console.log(`${pair.padEnd(20)} AUC ${auc.toFixed(3)}  medians apart ${medians_apart_ms.toFixed(2)} ms`)
  }
  const isTold = pairs.some(({ auc, medians_apart_ms }) => auc > MOST_AUC || medians_apart_ms > MOST_APART_MS)
  if (isTold) process.exitCode = 1
  console.log(`limits: AUC ${MOST_AUC}, medians ${MOST_APART_MS} ms apart: ${isTold ? 'MISSED' : 'kept'}`)
} finally {
  removeRunFolder(folder)
}

/**
 * A thread of the runner that derives keys: it measures the CPU time of each, which no pool of Node's does.
 *
 * Started with the path of bcrypt's native module as `workerData`.
 * @module
 */
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { cryptoError } from '../host/crypto-shared.ts'
import type { KdfJob } from './derivation.ts'
import type { BcryptBinding } from './perform.ts'
import { perform } from './perform.ts'

/** What a derivation came to. `wire` is what a guest may know of its failure. */
export type ThreadAnswer =
  | { kind: 'value'; cell: Cell; cpu_ms: number }
  | { kind: 'failed'; wire: HostError['wire']; cpu_ms: number }

const bcryptPath = String(workerData)
let loaded: BcryptBinding | undefined
const bcrypt = (): BcryptBinding => (loaded ??= createRequire(bcryptPath)(bcryptPath) as BcryptBinding)

parentPort?.on('message', (job: KdfJob) => parentPort?.postMessage(answerOf(job)))

function answerOf(job: KdfJob): ThreadAnswer {
  const before = process.threadCpuUsage()
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }
  try {
    const cell = perform(job, bcrypt)
    // A copy: small Buffers are parts of a pool that would cross as a whole.
    return { kind: 'value', cell: cell instanceof Uint8Array ? new Uint8Array(cell) : cell, cpu_ms: spent() }
  } catch (error) {
    const failure = cryptoError(error)
    const wire =
      failure instanceof HostError ? failure.wire : { code: 'ERR_HOST', message: 'The operation failed.' }
    return { kind: 'failed', wire, cpu_ms: spent() }
  }
}

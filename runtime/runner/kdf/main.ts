/**
 * The process that hashes passwords and derives keys for scripts: one at a time, measured by the CPU time of its thread.
 * Started as runners are, with as little permission; the supervisor kills it when a derivation takes too long.
 * @module
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createFrameReader, encodeFrame, FRAME } from '../../frames.ts'
import { HostError } from '../abi.ts'
import { cryptoError } from '../crypto-failure.ts'
import type { BcryptBinding } from './perform.ts'
import { perform } from './perform.ts'
import type { KdfAnswer } from './wire.ts'
import { decodeJob, encodeAnswer } from './wire.ts'

declare const __dirname: string

const die = (): void => void process.kill(process.pid, 'SIGKILL')

const native = createRequire(join(__dirname, 'kdf.js'))
const bcrypt = (): BcryptBinding => native('./bcrypt.node') as BcryptBinding

function answerTo(payload: Uint8Array): string {
  const before = process.threadCpuUsage()
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }
  try {
    const cell = perform(decodeJob(payload), bcrypt)
    return encodeAnswer(cell, spent())
  } catch (error) {
    const failure = cryptoError(error)
    const wire =
      failure instanceof HostError ? failure.wire : { code: 'ERR_HOST', message: 'The operation failed.' }
    const answer: KdfAnswer = { kind: 'failed', wire, cpu_ms: spent() }
    return JSON.stringify(answer)
  }
}

const read = createFrameReader(({ type, id, payload }) => {
  if (type === FRAME.kdf_job) process.stdout.write(encodeFrame(FRAME.kdf_result, id, answerTo(payload)))
})

process.stdin.on('data', read)
// The supervisor has ended.
process.stdin.on('end', die)
process.stdin.on('error', die)
process.stdout.on('error', die)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

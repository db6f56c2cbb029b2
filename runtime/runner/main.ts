/**
 * The runner process: isolates of one tenant, driven by frames on stdin, answering on stdout.
 *
 * Started by the supervisor with an empty environment and without network, files or children. It always ends by SIGKILL:
 * leaving in order would run V8's teardown over isolates that died at their memory limit, and crash there.
 *
 * Arguments: SHA-256 of the build's manifest.
 * @module
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { FrameType } from '../frames.ts'
import { createFrameReader, encodeFrame, FRAME } from '../frames.ts'
import type { OpenIsolate, Pong, StartRun } from '../messages.ts'
import type { Manifest } from '../packages/manifest.ts'
import { createCode } from './code.ts'
import { createHousing } from './housing.ts'
import type { BcryptBinding } from './kdf/perform.ts'
import { createRemoteKdf } from './kdf/remote.ts'
import { createRunnerNetwork } from './network.ts'
import { createPowers } from './powers.ts'

declare const __dirname: string

const die = (): void => void process.kill(process.pid, 'SIGKILL')

const directory = __dirname
const manifestText = readFileSync(join(directory, 'manifest.json'))
if (createHash('sha256').update(manifestText).digest('hex') !== process.argv[2]) {
  throw new Error('manifest.json is not what the build wrote')
}
const native = createRequire(join(directory, 'runner.js'))
const { ivm } = native('./isolated-vm.node') as { ivm: typeof import('isolated-vm') }

const send = (type: FrameType, id: number, payload?: Uint8Array | string): void => {
  process.stdout.write(encodeFrame(type, id, payload))
}
const broker = createRunnerNetwork(send)
const remoteKdf = createRemoteKdf(send)
const housing = createHousing({
  ivm,
  code: createCode(ivm, directory, JSON.parse(manifestText.toString('utf8')) as Manifest),
  powers: createPowers(join(directory, 'bcrypt.node')),
  broker,
  kdf: { remote: remoteKdf, bcrypt: () => native('./bcrypt.node') as BcryptBinding },
  send,
})

const read = createFrameReader(({ type, id, payload }) => {
  if (broker.take(type, id, payload) || remoteKdf.take(type, id, payload)) return
  switch (type) {
    case FRAME.open_isolate:
      return housing.open(id, json(payload) as OpenIsolate)
    case FRAME.close_isolate:
      return housing.close(id)
    case FRAME.start_run:
      return housing.start(id, json(payload) as StartRun)
    case FRAME.cancel_run:
      return housing.cancel(id)
    case FRAME.ping: {
      const { isolate, entry_ms = 0 } = housing.oldestEntry() ?? {}
      const pong: Pong = { oldest_entry_ms: entry_ms, isolate, rss_bytes: process.memoryUsage.rss() }
      send(FRAME.pong, id, JSON.stringify(pong))
    }
  }
})

function json(payload: Uint8Array): unknown {
  return JSON.parse(Buffer.from(payload).toString('utf8'))
}

process.stdin.on('data', read)
// The supervisor has ended.
process.stdin.on('end', die)
process.stdin.on('error', die)
process.stdout.on('error', die)
// Ctrl-C in a terminal reaches every process of the group; the supervisor decides when runners end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

send(FRAME.ready, 0, JSON.stringify({ v8: process.versions.v8, node: process.versions.node }))

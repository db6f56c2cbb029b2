/** The runner's side of expensive derivations: the supervisor has them computed, in turns between tenants. @module */
import { FRAME } from '../../frames.ts'
import type { Send } from '../network.ts'
import type { KdfJob } from './derivation.ts'
import type { KdfAnswer } from './wire.ts'
import { encodeJob } from './wire.ts'

/** A derivation that was asked for. */
export interface RemoteDerivation {
  readonly answer: Promise<KdfAnswer>
  /** Cancels the derivation. */
  giveUp(): void
}

export interface RemoteKdf {
  /** @throws {HostError} for inputs that are too long */
  ask(isolate: number, job: KdfJob): RemoteDerivation
  /** Takes a frame of the supervisor's. @returns whether it was about a derivation */
  take(type: number, id: number, payload: Uint8Array): boolean
}

export function createRemoteKdf(send: Send): RemoteKdf {
  const asked = new Map<number, (answer: KdfAnswer) => void>()
  let lastId = 0
  return {
    ask(isolate, job) {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(isolate)
      const payload = Buffer.concat([head, encodeJob(job)])
      lastId = lastId >= 0xffff_fffe ? 1 : lastId + 1
      const id = lastId
      const { promise, resolve } = Promise.withResolvers<KdfAnswer>()
      asked.set(id, resolve)
      send(FRAME.kdf_ask, id, payload)
      return {
        answer: promise,
        giveUp() {
          if (asked.delete(id)) send(FRAME.kdf_give_up, id)
        },
      }
    },
    take(type, id, payload) {
      if (type !== FRAME.kdf_answer) return false
      const settle = asked.get(id)
      asked.delete(id)
      settle?.(JSON.parse(Buffer.from(payload).toString('utf8')) as KdfAnswer)
      return true
    },
  }
}

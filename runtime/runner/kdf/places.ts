/** The runner's end of the places for dear derivations: it asks the supervisor, which lends them to tenants in turns. @module */
import { FRAME } from '../../frames.ts'
import type { Send } from '../broker.ts'

export interface KdfPlace {
  /** Resolves when the place is there. */
  readonly granted: Promise<void>
  /** Gives it back, or does not want it any more. */
  leave(): void
}

export interface KdfPlaces {
  ask(isolate: number): KdfPlace
  /** Takes a frame of the supervisor's. @returns whether it was about a place */
  take(type: number, id: number): boolean
}

export function createKdfPlaces(send: Send): KdfPlaces {
  const asked = new Map<number, () => void>()
  let lastId = 0
  return {
    ask(isolate) {
      lastId = lastId >= 0xffff_fffe ? 1 : lastId + 1
      const id = lastId
      const { promise, resolve } = Promise.withResolvers<void>()
      asked.set(id, resolve)
      send(FRAME.kdf_ask, id, JSON.stringify({ isolate }))
      return {
        granted: promise,
        leave() {
          if (asked.delete(id)) send(FRAME.kdf_done, id)
        },
      }
    },
    take(type, id) {
      if (type !== FRAME.kdf_grant) return false
      asked.get(id)?.()
      return true
    },
  }
}

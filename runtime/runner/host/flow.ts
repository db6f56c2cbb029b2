/** Credits between a Node stream on the host and its reader in the isolate. @module */
import { SOCKET_WINDOW_BYTES } from '../../frames.ts'
import type { Cell } from '../abi.ts'
import { LimitError } from '../abi.ts'
import type { PowerContext } from '../power.ts'

/** Bytes that a guest has handed over and the network has not yet accepted. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024

interface Pausable {
  pause(): unknown
  resume(): unknown
}

export interface Flow {
  /** Sends bytes to the guest, and pauses the source when it has too many unread. */
  deliver(bytes: Uint8Array): void
  /** The guest has read so many. */
  consumed(bytes: Cell): void
}

export function createFlow(context: PowerContext, id: number, source: () => Pausable): Flow {
  let unread = 0
  let paused = false
  return {
    deliver(bytes) {
      unread += bytes.byteLength
      context.deliver(id, 'data', bytes)
      if (!paused && unread > SOCKET_WINDOW_BYTES) {
        paused = true
        source().pause()
      }
    },
    consumed(bytes) {
      if (typeof bytes !== 'number' || !(bytes > 0)) return
      unread = Math.max(0, unread - bytes)
      if (paused && unread <= SOCKET_WINDOW_BYTES / 2) {
        paused = false
        source().resume()
      }
    },
  }
}

/** @throws {LimitError} when a guest writes without regard for back-pressure */
export function checkUnsent(bytes: number): void {
  if (bytes > MAX_UNSENT_BYTES) {
    throw new LimitError(`The script has more than ${MAX_UNSENT_BYTES / 1024 / 1024} MiB waiting to be sent.`)
  }
}

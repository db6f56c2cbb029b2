/**
 * The runner's side of the network: sockets and look-ups as frames to the supervisor, which decides and connects. @module
 */
import type { FrameType } from '../frames.ts'
import { FRAME, MAX_CHUNK_BYTES, SOCKET_WINDOW_BYTES } from '../frames.ts'
import type { DnsAnswer, SocketClosed, SocketOpened } from '../messages.ts'
import type { Broker, BrokeredSocket, SocketEvents } from './abi.ts'
import { HostError } from './abi.ts'

/** Consumed bytes after which the supervisor may send more: one frame for each read would double the traffic. */
const GRANT_STEP_BYTES = SOCKET_WINDOW_BYTES / 4

export type Send = (type: FrameType, id: number, payload?: Uint8Array | string) => void

export interface RunnerNetwork {
  /** The network of one isolate. */
  of(isolate: number): Broker
  /** Takes a frame of the supervisor's. @returns whether it was about the network */
  take(type: number, id: number, payload: Uint8Array): boolean
}

interface Socket {
  events: SocketEvents
  credit: number
  /** Writes that wait for credit. */
  waiting: { bytes: Uint8Array; done: () => void }[]
  finished: boolean
  ungranted: number
}

export function createRunnerNetwork(send: Send): RunnerNetwork {
  const sockets = new Map<number, Socket>()
  const lookups = new Map<number, { resolve: (records: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0

  function flush(id: number, socket: Socket): void {
    while (socket.waiting.length > 0 && socket.credit > 0) {
      const next = socket.waiting[0]
      if (!next) break
      const length = Math.min(next.bytes.byteLength, socket.credit, MAX_CHUNK_BYTES)
      if (length > 0) send(FRAME.net_send, id, next.bytes.subarray(0, length))
      socket.credit -= length
      if (length === next.bytes.byteLength) {
        socket.waiting.shift()
        next.done()
      } else next.bytes = next.bytes.subarray(length)
    }
    if (socket.finished && socket.waiting.length === 0) {
      socket.finished = false
      send(FRAME.net_finish, id)
    }
  }

  function connect(isolate: number, host: string, port: number, events: SocketEvents): BrokeredSocket {
    const id = nextId()
    const socket: Socket = { events, credit: SOCKET_WINDOW_BYTES, waiting: [], finished: false, ungranted: 0 }
    sockets.set(id, socket)
    send(FRAME.net_open, id, JSON.stringify({ isolate, host, port }))
    return {
      write(bytes, done) {
        if (!sockets.has(id)) return
        socket.waiting.push({ bytes, done })
        flush(id, socket)
      },
      end() {
        if (!sockets.has(id)) return
        socket.finished = true
        flush(id, socket)
      },
      destroy() {
        // `net_closed` still arrives, and frees the id; the owner needs no further events.
        socket.events = silent
        socket.waiting = []
        if (sockets.has(id)) send(FRAME.net_destroy, id)
      },
      consumed(bytes) {
        socket.ungranted += bytes
        if (socket.ungranted < GRANT_STEP_BYTES || !sockets.has(id)) return
        send(FRAME.net_grant, id, u32(socket.ungranted))
        socket.ungranted = 0
      },
    }
  }

  function nextId(): number {
    lastId = lastId >= 0xffff_fffe ? 1 : lastId + 1
    return lastId
  }

  function take(type: number, id: number, payload: Uint8Array): boolean {
    switch (type) {
      case FRAME.net_opened:
        sockets.get(id)?.events.opened(json(payload) as SocketOpened)
        return true
      case FRAME.net_data:
        sockets.get(id)?.events.data(payload)
        return true
      case FRAME.net_end:
        sockets.get(id)?.events.end()
        return true
      case FRAME.net_closed: {
        const socket = sockets.get(id)
        sockets.delete(id)
        socket?.events.closed((json(payload) as SocketClosed).error)
        return true
      }
      case FRAME.net_credit: {
        const socket = sockets.get(id)
        if (socket) {
          socket.credit += new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getUint32(0)
          flush(id, socket)
        }
        return true
      }
      case FRAME.dns_answer: {
        const lookup = lookups.get(id)
        lookups.delete(id)
        const answer = json(payload) as DnsAnswer
        if ('error' in answer) {
          const { code, message, ...more } = answer.error
          lookup?.reject(new HostError(code, message, more))
        } else lookup?.resolve(answer.records)
        return true
      }
      default:
        return false
    }
  }

  return {
    take,
    of: (isolate) => ({
      connect: (host, port, events) => connect(isolate, host, port, events),
      dns: (operation, name, family) =>
        new Promise((resolve, reject) => {
          const id = nextId()
          lookups.set(id, { resolve, reject })
          send(FRAME.dns_query, id, JSON.stringify({ isolate, operation, name, family }))
        }),
    }),
  }
}

const silent: SocketEvents = { opened() {}, data() {}, end() {}, closed() {} }

const json = (payload: Uint8Array): unknown => JSON.parse(Buffer.from(payload).toString('utf8'))

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

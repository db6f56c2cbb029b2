/** TCP for guests: bytes of brokered sockets. The broker decides where a guest may go. @module */
import type { BrokeredSocket, Cell, SocketEvents } from '../abi.ts'
import { bytesIn, invalid } from '../failure.ts'
import type { Handle, HostPower, PowerContext } from '../power.ts'
import type { Opened } from './brokered-duplex.ts'
import { checkUnsent } from './flow.ts'
import { createActivity, find, forget, register } from './handles.ts'

/** The target of `net.write` and similar calls: a plain socket or one with TLS. */
export interface StreamHandle extends Handle {
  readonly kind: 'stream'
  write(bytes: Uint8Array, done: () => void): void
  end(): void
  destroy(): void
  consumed(bytes: Cell): void
  /** A plain socket can be handed over to TLS, once. */
  takeOver?(events: SocketEvents): BrokeredSocket
  readonly host: string
  readonly port: number
  opened(): Opened | undefined
}

function connect(context: PowerContext, id: number, host: string, port: number): void {
  const activity = createActivity(context)
  let opened: Opened | undefined
  let unsent = 0
  let ended = false
  let destroyed = false
  let receiver: SocketEvents = {
    opened(info) {
      context.deliver(id, 'connect', JSON.stringify(info))
    },
    data(bytes) {
      activity.answered()
      context.deliver(id, 'data', bytes)
    },
    end() {
      context.deliver(id, 'end')
    },
    closed(error) {
      forget(context, id, handle)
      context.deliver(id, 'close', error && JSON.stringify(error))
    },
  }

  const handle: StreamHandle = {
    kind: 'stream',
    host,
    port,
    opened: () => opened,
    write(bytes, done) {
      unsent += bytes.byteLength
      checkUnsent(unsent)
      activity.sent()
      socket.write(bytes, () => {
        unsent -= bytes.byteLength
        if (destroyed && unsent === 0) socket.destroy()
        done()
      })
    },
    end() {
      ended = true
      activity.sent()
      socket.end()
    },
    destroy() {
      forget(context, id, handle)
      // A stream that ended in good order is destroyed as soon as all of it was written, not before it was sent.
      destroyed = true
      if (!ended || unsent === 0) socket.destroy()
    },
    consumed(bytes) {
      if (typeof bytes === 'number' && bytes > 0) socket.consumed(bytes)
    },
    takeOver(events) {
      receiver = events
      forget(context, id, handle)
      return socket
    },
    busy: activity.busy,
    waiting: activity.waiting,
    close: () => socket.destroy(),
  }
  register(context, id, handle)
  const socket = context.broker.connect(host, port, {
    opened(info) {
      opened = info
      activity.answered()
      receiver.opened(info)
    },
    data: (bytes) => receiver.data(bytes),
    end: () => receiver.end(),
    closed: (error) => receiver.closed(error),
  })
}

/** @throws {HostError} unless it is a host name or address, and a port */
export function endpoint(host: Cell, port: Cell): { host: string; port: number } {
  if (typeof host !== 'string' || host.length === 0 || host.length > 253) throw invalid()
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) throw invalid()
  return { host, port }
}

const stream = (context: PowerContext, id: number) => find<StreamHandle>(context, id, 'stream')

/**
 * `net.connect(host, port)`, `net.write(bytes, ack)`, `net.end`, `net.destroy`, `net.consumed(bytes)`.
 *
 * Events: `connect` (JSON of addresses), `data` (bytes), `wrote` (for a write with `ack`), `end`, and last `close` (JSON of
 * the error, or nothing). What is posted to a socket that is gone is too late, not wrong.
 */
export const socketsPower: HostPower = {
  post: {
    'net.connect'(context, id, host, port) {
      const to = endpoint(host, port)
      connect(context, id, to.host, to.port)
    },
    'net.write'(context, id, bytes, ack) {
      stream(context, id)?.write(bytesIn(bytes), () => {
        if (ack === true) context.deliver(id, 'wrote')
      })
    },
    'net.end': (context, id) => stream(context, id)?.end(),
    'net.destroy': (context, id) => stream(context, id)?.destroy(),
    'net.consumed': (context, id, bytes) => stream(context, id)?.consumed(bytes),
  },
}

/** TLS for guests: terminated in the runner, over a brokered socket or over bytes that the guest feeds. @module */
import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { checkServerIdentity, rootCertificates, connect as tlsConnect } from 'node:tls'
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { bytesIn, guarded, hostError, invalid, parsedJson, wireOf } from '../failure.ts'
import type { HostPower, PowerContext } from '../power.ts'
import type { BrokeredDuplex } from './brokered-duplex.ts'
import { createBrokeredDuplex } from './brokered-duplex.ts'
import { checkUnsent, createFlow } from './flow.ts'
import { createActivity, find, forget, mustFind, register } from './handles.ts'
import type { StreamHandle } from './sockets.ts'
import { endpoint } from './sockets.ts'
import { connectionOptions, describeSecured, parseTlsOptions, warningOf } from './tls-options.ts'

/** A TLS session that is fed with bytes; its output goes back to the guest. */
interface EngineHandle extends StreamHandle {
  feed(bytes: Uint8Array | undefined): void
  /**
   * Feeds the session and waits until it has processed the bytes. @returns the output, and the session when it is secure
   */
  shake(bytes: Uint8Array): Promise<Cell>
}

/** The result of a session while the guest waited. */
interface Worked {
  raw: Buffer[]
  secure: Cell
}

interface Session {
  context: PowerContext
  id: number
  host: string
  port: number
  raw: BrokeredDuplex
  options: Cell
  /** Node expects no events here: the guest's socket was connected before. */
  announce: boolean
}

function secure({ context, id, host, port, raw, options, announce }: Session): StreamHandle {
  const started = performance.now()
  const activity = createActivity(context)
  let traced = false
  let failure: unknown
  let socket: TLSSocket
  try {
    const given = connectionOptions(parseTlsOptions(options), host, context.tls_min_version)
    socket = guarded(() => tlsConnect({ ...given, socket: raw.stream }))
  } catch (error) {
    raw.stream.destroy()
    throw hostError(error)
  }
  raw.meter(context.tls.watch(socket))
  raw.readBy(socket)
  const trace = (outcome: string): void => {
    if (traced) return
    traced = true
    context.trace({ kind: 'tls', host, port, duration_ms: performance.now() - started, outcome })
  }
  const flow = createFlow(context, id, () => socket)
  const handle: StreamHandle = {
    kind: 'stream',
    host,
    port,
    opened: raw.opened,
    write(bytes, done) {
      checkUnsent(socket.writableLength + bytes.byteLength)
      activity.sent()
      // `close` reports a failed write.
      socket.write(bytes, () => done())
    },
    end() {
      activity.sent()
      socket.end()
    },
    destroy() {
      // A stream that was ended normally is sent completely first.
      if (socket.writableEnded) socket.destroySoon()
      else socket.destroy()
    },
    consumed: flow.consumed,
    busy: activity.busy,
    waiting: activity.waiting,
    close: () => socket.destroy(),
  }

  const announceOpened = () => context.deliver(id, 'connect', JSON.stringify(raw.opened() ?? {}))
  if (announce && raw.opened()) announceOpened()
  else if (announce) raw.stream.once('connect', announceOpened)
  socket.on('secureConnect', () => {
    activity.answered()
    trace('ok')
    const warning = warningOf(socket, host, port)
    if (warning) context.log('warn', warning)
    context.deliver(id, 'secure', describeSecured(socket))
  })
  socket.on('data', (bytes: Buffer) => {
    activity.answered()
    flow.deliver(bytes)
  })
  socket.on('end', () => context.deliver(id, 'end'))
  socket.on('error', (error) => {
    failure ??= error
    trace(codeOf(error))
  })
  socket.on('close', () => {
    forget(context, id, handle)
    raw.stream.destroy()
    trace(codeOf(failure))
    context.deliver(id, 'close', failure === undefined ? undefined : wireOf(failure))
  })
  // Errors of the underlying stream reach the session by themselves; without a listener they would be thrown here.
  raw.stream.on('error', (error) => socket.destroy(error))
  return handle
}

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : 'closed'
}

function engine(outer: PowerContext, id: number, host: string, port: number, options: Cell): void {
  let unread = 0
  let worked: Worked | undefined
  let count = (_bytes: number): void => {}
  const context: PowerContext = {
    ...outer,
    deliver(to, type, a, b) {
      if (worked && type === 'raw') worked.raw.push(a as Buffer)
      else if (worked && type === 'secure') worked.secure = a
      else outer.deliver(to, type, a, b)
    },
  }
  const stream = new Duplex({
    read() {
      if (unread === 0) return
      context.deliver(id, 'fed', unread)
      unread = 0
    },
    write(chunk: Buffer, _encoding, done) {
      context.deliver(id, 'raw', chunk)
      done()
    },
    final(done) {
      context.deliver(id, 'raw_end')
      done()
    },
  })
  const secured = secure({
    context,
    id,
    host,
    port,
    raw: {
      stream,
      opened: () => undefined,
      meter(counter) {
        count = counter
      },
      // The guest closes the stream below.
      readBy: ignore,
    },
    options,
    announce: false,
  })
  const handle: EngineHandle = {
    ...secured,
    feed(bytes) {
      checkUnsent(stream.readableLength + (bytes?.byteLength ?? 0))
      count(bytes?.byteLength ?? 0)
      if (bytes === undefined) stream.push(null)
      else if (stream.push(Buffer.from(bytes))) context.deliver(id, 'fed', bytes.byteLength)
      else unread += bytes.byteLength
    },
    async shake(bytes) {
      const told: Worked = { raw: [], secure: undefined }
      worked = told
      count(bytes.byteLength)
      stream.push(Buffer.from(bytes))
      // Node processes the bytes in the next tick, and announces the result in the one after.
      await setImmediate()
      await setImmediate()
      worked = undefined
      return JSON.stringify({ raw: Buffer.concat(told.raw).toString('base64'), secure: told.secure })
    },
  }
  register(context, id, handle)
}

const Peer = z.looseObject({
  subjectaltname: z.string().max(100_000).optional(),
  subject: z.looseObject({}).optional(),
})

/**
 * `tls.connect(host, port, options)`; `tls.upgrade(socket, host, options)`, which takes a socket over; `tls.engine(host,
 * port, options)` with `tls.feed(bytes)` and `tls.feed_end`. From then on `net.write` and its like, and their events.
 *
 * `tls.shake(engine, bytes)` is `tls.feed` during a handshake: the guest waits, since drivers take Node's word for it that
 * a handshake over a stream is over when its last bytes were written. It gives JSON, or undefined when there is no engine.
 *
 * Further events: `secure` (JSON of the session), and of an engine `raw` (bytes to send), `raw_end`, `fed` (bytes taken).
 * `tls.identity(host, certificate)` checks a name as Node does, `tls.roots` are the authorities that Node trusts.
 * Certificates are verified unless the guest says otherwise (D4).
 */
export const tlsPower: HostPower = {
  sync: {
    'tls.roots': () => rootCertificates.join('\n\n'),
    'tls.identity'(_context, host, certificate) {
      if (typeof host !== 'string') throw invalid()
      const peer = parsedJson(Peer, certificate) as unknown as PeerCertificate
      const error = guarded(() => checkServerIdentity(host, peer))
      return error && wireOf(error)
    },
  },
  blocking: {
    'tls.shake': async (context, id, bytes) =>
      find<EngineHandle>(context, id, 'stream')?.shake?.(bytesIn(bytes)),
  },
  post: {
    'tls.connect'(context, id, hostCell, portCell, options) {
      const { host, port } = endpoint(hostCell, portCell)
      const raw = createBrokeredDuplex((events) => context.broker.connect(host, port, events))
      keep(context, id, raw, secure({ context, id, host, port, raw, options, announce: true }))
    },
    'tls.upgrade'(context, id, socketId, options) {
      const plain = mustFind<StreamHandle>(context, socketId, 'stream')
      const { takeOver } = plain
      if (!takeOver) throw invalid()
      const raw = createBrokeredDuplex(takeOver, plain.opened())
      const { host, port } = plain
      keep(context, id, raw, secure({ context, id, host, port, raw, options, announce: false }))
    },
    'tls.engine'(context, id, host, port, options) {
      const named = typeof host === 'string' ? host.slice(0, 253) : ''
      engine(context, id, named, typeof port === 'number' && port > 0 && port < 65_536 ? port : 0, options)
    },
    'tls.feed': (context, id, bytes) =>
      (find<EngineHandle>(context, id, 'stream')?.feed ?? ignore)(bytesIn(bytes)),
    'tls.feed_end': (context, id) => (find<EngineHandle>(context, id, 'stream')?.feed ?? ignore)(undefined),
  },
}

const ignore = (): void => {}

function keep(context: PowerContext, id: number, raw: BrokeredDuplex, handle: StreamHandle): void {
  try {
    register(context, id, handle)
  } catch (error) {
    raw.stream.destroy()
    throw error
  }
}

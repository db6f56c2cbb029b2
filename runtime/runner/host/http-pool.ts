/** Connections for HTTP: over brokered sockets, with TLS if requested, kept for a while when both sides agree. @module */
import { createHash } from 'node:crypto'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent, request } from 'node:http'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { connect as tlsConnect } from 'node:tls'
import { HostError } from '../abi.ts'
import { guarded, hostError } from '../failure.ts'
import type { PowerContext } from '../power.ts'
import type { BrokeredDuplex } from './brokered-duplex.ts'
import { createBrokeredDuplex } from './brokered-duplex.ts'
import type { HttpHead } from './http-head.ts'
import { connectionOptions, describeSecured, warningOf } from './tls-options.ts'

/** How long a connection that nobody uses is kept. */
const IDLE_MS = 5_000
/** A server may close a little earlier than it announces. */
const HINT_MARGIN_MS = 1_000
const MAX_IDLE = 4
/** Bytes of a response's head; more is `HPE_HEADER_OVERFLOW`. */
const MAX_HEAD_BYTES = 16 * 1024
/** Guests choose ids from 1 up. */
const POOL_HANDLE = -1

/** A connection as Node's client marks it with its current request. */
type HttpSocket = Duplex & { _httpMessage?: { res?: IncomingMessage } | null }

/** Rejects to refuse a peer. */
type Approve = (peer: string) => Promise<void>

/** The connections of one isolate. */
export interface HttpPool {
  /**
   * Builds a request; nothing is sent before its first `write`, `end` or `flushHeaders`.
   *
   * @param approve asks the guest whether it likes the peer, when it wants to be asked; takes JSON as `describe` gives it
   * @throws {HostError} with Node's code for a header, method or path that Node refuses
   */
  request(head: HttpHead, approve: Approve): ClientRequest
  /** @returns JSON for the guest: addresses, and the TLS session */
  describe(socket: Duplex): string
}

export function createHttpPool(context: PowerContext): HttpPool {
  const raws = new WeakMap<Duplex, BrokeredDuplex>()
  const unapproved = new Set<Duplex>()
  const idleTimers = new WeakMap<Duplex, NodeJS.Timeout>()
  let asked = 0
  const agent = new Agent({ keepAlive: true, maxFreeSockets: MAX_IDLE })
  // Requests over the limit wait for one that is done, where the broker would refuse them.
  agent.maxTotalSockets = Math.max(1, context.limits.sockets_open - 2)

  function open(head: HttpHead): Duplex {
    const { host, port } = head
    const raw = createBrokeredDuplex((events) => context.broker.connect(host, port, events))
    const socket = head.protocol === 'https:' ? secure(head, raw) : raw.stream
    raws.set(socket, raw)
    socket.on('end', dropUnlessAnswering)
    // Between two requests nothing else listens, and an unhandled error would end the runner.
    socket.on('error', () => {})
    return socket
  }

  function secure({ host, port, tls = {} }: HttpHead, raw: BrokeredDuplex): TLSSocket {
    let started: number | undefined
    let traced = false
    const trace = (outcome: string): void => {
      // Without a connection there was no handshake.
      if (traced || started === undefined) return
      traced = true
      context.trace({ kind: 'tls', host, port, duration_ms: performance.now() - started, outcome })
    }
    raw.stream.once('connect', () => {
      started = performance.now()
    })
    raw.stream.on('error', (error) => socket?.destroy(error))
    let socket: TLSSocket | undefined
    try {
      const given = connectionOptions(tls, host, context.tls_min_version)
      socket = tlsConnect({ ...given, socket: raw.stream })
    } catch (error) {
      raw.stream.destroy()
      throw error
    }
    const secured = socket
    raw.meter(context.tls.watch(secured))
    raw.readBy(secured)
    socket.once('secureConnect', () => {
      trace('ok')
      const warning = warningOf(secured, host, port)
      if (warning) context.log('warn', warning)
    })
    socket.once('error', (error) => trace(codeOf(error)))
    socket.once('close', () => {
      trace('closed')
      raw.stream.destroy()
    })
    return socket
  }

  /** Nothing is sent before the guest has approved of the peer. */
  function approved(socket: Duplex, approve: Approve): Promise<void> {
    unapproved.add(socket)
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.once('close', () => reject(new HostError('ECONNRESET', 'socket hang up')))
      socket.once('secureConnect', () => {
        approve(describe(socket)).then(
          () => {
            unapproved.delete(socket)
            resolve()
          },
          (error) => {
            socket.destroy()
            reject(error)
          },
        )
      })
      socket.once('close', () => unapproved.delete(socket))
    })
  }

  function describe(socket: Duplex): string {
    const tls = 'getPeerCertificate' in socket ? JSON.parse(describeSecured(socket as TLSSocket)) : undefined
    return JSON.stringify({ ...raws.get(socket)?.opened(), tls })
  }

  Object.assign(agent, {
    createConnection(
      { head, approve }: { head: HttpHead; approve: Approve },
      created: (error: unknown, socket?: Duplex) => void,
    ) {
      // Passed to the callback, since nobody would catch it when the request had to wait.
      try {
        const socket = open(head)
        if (!head.tls?.custom_identity_check) return socket
        approved(socket, approve).then(() => created(null, socket), created)
        return undefined
      } catch (error) {
        created(error)
        return undefined
      }
    },
    getName: ({ poolKey }: { poolKey: string }) => poolKey,
    keepSocketAlive(socket: HttpSocket) {
      const hint = /timeout=(\d{1,6})/i.exec(`${socket._httpMessage?.res?.headers['keep-alive']}`)?.[1]
      const kept_ms = Math.min(IDLE_MS, hint === undefined ? IDLE_MS : Number(hint) * 1000 - HINT_MARGIN_MS)
      if (kept_ms <= 0 || Object.keys(agent.requests).length > 0 || idle().length >= MAX_IDLE) return false
      idleTimers.set(
        socket,
        setTimeout(() => socket.destroy(), kept_ms),
      )
      // No request is under way, so data must not pass for the next answer.
      socket.on('data', drop)
      return true
    },
    reuseSocket(socket: Duplex, reusing: ClientRequest) {
      clearTimeout(idleTimers.get(socket))
      socket.removeListener('data', drop)
      Agent.prototype.reuseSocket.call(agent, socket, reusing)
    },
  })

  const idle = (): Duplex[] => Object.values(agent.freeSockets).flatMap((list) => list ?? [])

  context.handles.set(POOL_HANDLE, {
    kind: 'http-pool',
    busy: () => false,
    close() {
      for (const socket of idle()) clearTimeout(idleTimers.get(socket))
      for (const socket of unapproved) socket.destroy()
      agent.destroy()
    },
  })

  return {
    request(head, approve) {
      // An approval by one function of the script does not count for another.
      const poolKey = head.tls?.custom_identity_check ? `approved ${++asked}` : keyOf(head)
      // An idle connection to another host would take the place of one that is needed now.
      if (!agent.freeSockets[poolKey] && totalOf(agent) >= agent.maxTotalSockets) idle()[0]?.destroy()
      return guarded(() => {
        const made = request({
          agent,
          method: head.method,
          path: head.path,
          host: head.host,
          port: head.port,
          setHost: false,
          maxHeaderSize: MAX_HEAD_BYTES,
          ...{ head, approve, poolKey, servername: '' },
        })
        try {
          for (const [name, value] of head.headers) made.appendHeader(name, value)
          if (!head.keep_alive && !made.hasHeader('connection')) made.setHeader('Connection', 'close')
        } catch (error) {
          made.on('error', () => {}).destroy()
          throw error
        }
        return made
      })
    },
    describe,
  }
}

/** The other side has closed: unless a response is incomplete, the connection is of no more use. */
function dropUnlessAnswering(this: HttpSocket): void {
  const response = this._httpMessage?.res
  if (!response || response.complete) this.destroy()
}

function drop(this: Duplex): void {
  this.destroy()
}

/** Requests share a connection only when all its options are the same. */
function keyOf({ protocol, host, port, tls }: HttpHead): string {
  const options = createHash('sha256')
    .update(JSON.stringify(tls ?? {}))
    .digest('base64')
  return [protocol, host, port, options].join(' ')
}

const totalOf = (agent: Agent): number => (agent as Agent & { totalSocketCount: number }).totalSocketCount

/** @returns `code` of an error, for the trace */
export function codeOf(error: unknown): string {
  const failure = hostError(error)
  if (!(failure instanceof HostError)) return 'ERR_SCRIPT_LIMIT'
  const { code } = failure.wire
  return code === 'ERR_NETWORK_BLOCKED' ? 'network_blocked' : code.slice(0, 100)
}

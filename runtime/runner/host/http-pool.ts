/** Connections for HTTP: over brokered sockets, with TLS when asked for, kept for a while when both sides like that. @module */
import { createHash } from 'node:crypto'
import type { ClientRequest } from 'node:http'
import { Agent, request } from 'node:http'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { connect as tlsConnect } from 'node:tls'
import type { PowerContext } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { BrokeredDuplex } from './brokered-duplex.ts'
import { createBrokeredDuplex } from './brokered-duplex.ts'
import { guarded, hostError } from './failure.ts'
import type { HttpHead } from './http-head.ts'
import { connectionOptions, describeSecured } from './tls-options.ts'

/** How long a connection that nobody uses is kept. */
const IDLE_MS = 5_000
/** A server that announces when it will hang up may be a little earlier than we think. */
const HINT_MARGIN_MS = 1_000
const MAX_IDLE = 4
/** Bytes of a response's head; more is `HPE_HEADER_OVERFLOW`. */
const MAX_HEAD_BYTES = 16 * 1024
/** Guests choose ids from 1 up. */
const POOL_HANDLE = -1

/** The connections of one isolate. */
export interface HttpPool {
  /**
   * Builds a request; nothing is sent before its first `write`, `end` or `flushHeaders`.
   *
   * @throws {HostError} with Node's code for a header, method or path that Node refuses
   */
  request(head: HttpHead): ClientRequest
  /** @returns JSON for the guest: addresses, and the TLS session */
  describe(socket: Duplex): string
}

export function createHttpPool(context: PowerContext): HttpPool {
  const raws = new WeakMap<Duplex, BrokeredDuplex>()
  const idleTimers = new WeakMap<Duplex, NodeJS.Timeout>()
  const agent = new Agent({ keepAlive: true, maxFreeSockets: MAX_IDLE })
  // Requests over the limit wait for one that is done, where the broker would refuse them.
  agent.maxTotalSockets = Math.max(1, context.limits.sockets_open - 2)

  function open(head: HttpHead): Duplex {
    const { host, port } = head
    const raw = createBrokeredDuplex((events) => context.broker.connect(host, port, events))
    const socket = head.protocol === 'https:' ? secure(head, raw) : raw.stream
    raws.set(socket, raw)
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
      socket = tlsConnect({ ...connectionOptions(tls, host), socket: raw.stream })
    } catch (error) {
      raw.stream.destroy()
      throw error
    }
    socket.once('secureConnect', () => trace('ok'))
    socket.once('error', (error) => trace(codeOf(error)))
    socket.once('close', () => {
      trace('closed')
      raw.stream.destroy()
    })
    return socket
  }

  Object.assign(agent, {
    createConnection({ head }: { head: HttpHead }, created: (error: unknown) => void) {
      // Thrown, it would reach nobody when the request had to wait for its turn.
      try {
        return open(head)
      } catch (error) {
        created(error)
        return undefined
      }
    },
    getName: ({ poolKey }: { poolKey: string }) => poolKey,
    keepSocketAlive(socket: Duplex & { _httpMessage?: { res?: { headers: { 'keep-alive'?: string } } } }) {
      const hint = /timeout=(\d{1,6})/i.exec(socket._httpMessage?.res?.headers['keep-alive'] ?? '')?.[1]
      const kept_ms = Math.min(IDLE_MS, hint === undefined ? IDLE_MS : Number(hint) * 1000 - HINT_MARGIN_MS)
      if (kept_ms <= 0 || Object.keys(agent.requests).length > 0 || idle().length >= MAX_IDLE) return false
      idleTimers.set(
        socket,
        setTimeout(() => socket.destroy(), kept_ms),
      )
      socket.once('end', drop)
      return true
    },
    reuseSocket(socket: Duplex, reusing: ClientRequest) {
      clearTimeout(idleTimers.get(socket))
      socket.removeListener('end', drop)
      reusing.reusedSocket = true
    },
  })

  const idle = (): Duplex[] => Object.values(agent.freeSockets).flatMap((list) => list ?? [])

  context.handles.set(POOL_HANDLE, {
    kind: 'http-pool',
    busy: () => false,
    close() {
      for (const socket of idle()) clearTimeout(idleTimers.get(socket))
      agent.destroy()
    },
  })

  return {
    request(head) {
      // A connection that waits for another host takes the place of one that is needed now.
      const poolKey = keyOf(head)
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
          ...{ head, poolKey, servername: '' },
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
    describe(socket) {
      const tls =
        'getPeerCertificate' in socket ? JSON.parse(describeSecured(socket as TLSSocket)) : undefined
      return JSON.stringify({ ...raws.get(socket)?.opened(), tls })
    },
  }
}

/** The other side hung up while nobody used the connection. */
function drop(this: Duplex): void {
  this.destroy()
}

/** Requests share a connection only when everything that made it is the same. */
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

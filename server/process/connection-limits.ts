/** Limits of the listener's connections: how many, of which address, and how long idle ones stay. @module */
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Log } from '../common/log.ts'
import { MINUTE_MS } from '../common/time.ts'
import { countedAs, isListed } from '../protection/addresses.ts'

/** Numbers of connections. */
export interface ConnectionLimits {
  /** Total number of connections, not counting the reserve. */
  total: number
  /** Number for one address, or one IPv6 network of 64 bits. */
  per_address: number
}

/** Extra connections for health checks and for requests from this machine. */
const RESERVE = 32
const RESERVE_PER_ADDRESS = 4
/** Lifetime of a connection of the reserve. */
const RESERVE_MS = 5_000

/** Time that a connection may stay open without a complete request, whatever it sends in that time (R7). */
const SILENT_MS = 10_000
/** An answer is aborted when the caller has read nothing of it for so long. */
const STALLED_MS = 30_000
const SWEEP_MS = 1_000
const REPORT_MS = MINUTE_MS

/** Descriptors for the server itself: files, threads, standard streams. */
const OWN_DESCRIPTORS = 64
const MOST_TOTAL = 10_000

/** Paths that are also answered on connections of the reserve. */
const HEALTH_PATHS = /^\/(?:healthz|readyz)(?:\?|$)/

interface Connection {
  socket: Socket
  /** The address as counted. */
  address: string
  isReserved: boolean
  opened_at: number
  /** When its last response was sent, or when it was opened. */
  idle_since: number
  requests: number
}

/** Connections of one address, or of all; those without a complete request also in order, longest idle first. */
interface Group {
  size: number
  idle: Set<Connection>
}

const emptyGroup = (): Group => ({ size: 0, idle: new Set() })

/**
 * @param open_files the system's limit of open files of this process; undefined = unknown
 * @param per_address the operator's setting
 * @returns limits that leave half of the descriptors to scripts, runners and the store
 */
export function connectionLimits(open_files: number | undefined, per_address: number): ConnectionLimits {
  const half = Math.floor(((open_files ?? Number.POSITIVE_INFINITY) - OWN_DESCRIPTORS) / 2) - RESERVE
  const total = Math.max(16, Math.min(MOST_TOTAL, half))
  return { total, per_address: Math.min(per_address, Math.max(8, Math.floor(total / 2))) }
}

/** @returns `ulimit -n`; undefined on systems without it */
export function openFilesLimit(): number | undefined {
  const limits = existsSync(LIMITS_FILE) ? readFileSync(LIMITS_FILE, 'utf8') : ''
  const [, told] = /^Max open files +(\d+) /m.exec(limits) ?? []
  return told === undefined ? reportedOpenFilesLimit() : Number(told)
}

/** Linux only. A report costs a start a tenth of a second more. */
const LIMITS_FILE = '/proc/self/limits'

function reportedOpenFilesLimit(): number | undefined {
  // Missing in the types.
  const report = process.report as typeof process.report & { excludeNetwork: boolean }
  const before = report.excludeNetwork
  // Otherwise the report looks up names of peers.
  report.excludeNetwork = true
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } }
  report.excludeNetwork = before
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : undefined
}

/**
 * Watches the connections of a server. When all places are taken, a new connection replaces the one that has been longest
 * without a complete request. If there is none, it gets a place of the reserve, which serves only health checks and this
 * machine.
 *
 * @param trusted_proxies have no limit for each address, because they forward everybody's connections
 * @returns a function that answers requests which the reserve does not serve; true when it has answered
 */
export function limitConnections(
  server: Server,
  limits: ConnectionLimits,
  surroundings: {
    trusted_proxies: readonly string[]
    log: Log
    /** Monotonic milliseconds. */
    now?: () => number
    stalled_ms?: number
    isThisMachine?: (ip: string | undefined) => boolean
  },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { trusted_proxies, log, now = () => performance.now(), stalled_ms = STALLED_MS } = surroundings
  const isLocal = surroundings.isThisMachine ?? isThisMachine
  const connections = new Map<Socket, Connection>()
  const everybody = emptyGroup()
  const addresses = new Map<string, Group>()
  const reserve = emptyGroup()
  const reserved = new Map<string, Group>()
  /** Since the last report. */
  let closed = { idle: 0, silent: 0, stalled: 0, refused: 0 }
  let reported_at = now()

  const groupsOf = ({ address, isReserved }: Connection): Group[] => {
    const ofAddress = (isReserved ? reserved : addresses).get(address)
    return [isReserved ? reserve : everybody, ...(ofAddress ? [ofAddress] : [])]
  }

  function enter(connection: Connection): void {
    const { socket, address, isReserved } = connection
    const byAddress = isReserved ? reserved : addresses
    if (!byAddress.has(address)) byAddress.set(address, emptyGroup())
    connections.set(socket, connection)
    socket.once('close', () => leave(connection))
    for (const group of groupsOf(connection)) {
      group.size += 1
      group.idle.add(connection)
    }
  }

  function leave(connection: Connection): void {
    const { socket, address, isReserved } = connection
    if (!connections.delete(socket)) return
    for (const group of groupsOf(connection)) {
      group.size -= 1
      group.idle.delete(connection)
    }
    const byAddress = isReserved ? reserved : addresses
    if (byAddress.get(address)?.size === 0) byAddress.delete(address)
  }

  function end(connection: Connection, why: keyof typeof closed): void {
    closed[why] += 1
    leave(connection)
    connection.socket.destroy()
  }

  /** @returns whether there is a place; may close an idle connection */
  function makeRoom(group: Group | undefined, most: number): boolean {
    if (!group || group.size < most) return true
    const [longest] = group.idle
    if (!longest) return false
    end(longest, 'idle')
    return true
  }

  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket
    const address = countedAs(remoteAddress)
    const isProxy = isListed(trusted_proxies, remoteAddress)
    const hasRoom =
      (isProxy || makeRoom(addresses.get(address), limits.per_address)) && makeRoom(everybody, limits.total)
    const isReserved =
      !hasRoom && makeRoom(reserved.get(address), RESERVE_PER_ADDRESS) && makeRoom(reserve, RESERVE)
    if (!hasRoom && !isReserved) {
      closed.refused += 1
      socket.destroy()
      return
    }
    const at = now()
    enter({ socket, address, isReserved, opened_at: at, idle_since: at, requests: 0 })
  })

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(request.socket)
    if (!connection) return
    connection.requests += 1
    const begin = (): void => {
      for (const group of groupsOf(connection)) group.idle.delete(connection)
    }
    // A connection without a complete request keeps nobody out.
    if (hasBody(request)) request.once('end', begin)
    else begin()
    response.once('close', () => {
      connection.requests -= 1
      if (connection.requests > 0 || !connections.has(request.socket)) return
      connection.idle_since = now()
      for (const group of groupsOf(connection)) {
        group.idle.delete(connection)
        group.idle.add(connection)
      }
    })
  })

  // Node counts this from the last byte that was sent; a slow script sends none, so it is not aborted.
  server.timeout = stalled_ms
  server.on('timeout', (socket: Socket) => {
    const connection = connections.get(socket)
    if (!connection) socket.destroy()
    else if (connection.requests === 0) end(connection, 'silent')
    else if (socket.writableLength > 0) end(connection, 'stalled')
  })

  const sweeping = setInterval(() => {
    const at = now()
    for (const connection of everybody.idle) {
      if (at - connection.idle_since < SILENT_MS) break
      // Node gives a request 30 s to arrive.
      if (connection.requests === 0) end(connection, 'silent')
    }
    for (const connection of reserve.size > 0 ? connections.values() : []) {
      if (connection.isReserved && at - connection.opened_at >= RESERVE_MS) end(connection, 'silent')
    }
    if (at - reported_at < REPORT_MS) return
    reported_at = at
    if (closed.refused + closed.stalled + closed.idle > 0) {
      log.warn('connections_closed', { ...closed, open: connections.size })
    }
    closed = { idle: 0, silent: 0, stalled: 0, refused: 0 }
  }, SWEEP_MS)
  sweeping.unref()
  server.once('close', () => clearInterval(sweeping))

  return (request, response) => {
    const connection = connections.get(request.socket)
    if (!connection?.isReserved) return false
    if (HEALTH_PATHS.test(request.url ?? '') || isLocal(request.socket.remoteAddress)) {
      response.setHeader('Connection', 'close')
      return false
    }
    answerFull(response)
    return true
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** The body has the fields of all families, because the request is not read. */
function answerFull(response: ServerResponse): void {
  const message = 'Too many connections are open. Try again soon.'
  const code = 'temporarily_unavailable'
  response.writeHead(503, {
    'Retry-After': '2',
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(
    JSON.stringify({ statusCode: 503, error: code, errorCode: code, message, error_description: message }),
  )
}

function isThisMachine(ip: string | undefined): boolean {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.map(({ address }) => address),
  )
  return isListed(['127.0.0.0/8', '::1', ...own.filter((address) => !address.includes('%'))], ip)
}

/** The listening half: connections, TLS, and the way from a message to its answer. @module */
import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Document } from 'bson'
import type { Context } from './commands.ts'
import { ADMIN_COMMANDS, OPEN_COMMANDS } from './commands-admin.ts'
import { READ_COMMANDS } from './commands-read.ts'
import { WRITE_COMMANDS } from './commands-write.ts'
import { faultDocument, faultOf, MongoFault } from './faults.ts'
import { endCursors, furtherBatch, oldQuery } from './old-reads.ts'
import type { Reply, Request } from './wire.ts'
import { createSplitter, encodeMsg, encodeReply, parseRequest, WireError } from './wire.ts'

const COMMANDS = {
  ...ADMIN_COMMANDS,
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  findandmodify: renamed('findAndModify'),
}
/** Since 5.1 servers take nothing else as OP_QUERY; the 3 series' older topology logs in that way. */
const QUERY_COMMANDS = ['hello', 'isMaster', 'ismaster', 'saslStart', 'saslContinue', 'buildInfo']
const UPGRADE =
  'The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal'

/** What every connection shares. */
export type Shared = Omit<Context, 'connection'>

/** A listening server. */
export interface Listening {
  port: number
  /** Ends all connections, at once. */
  stop(): Promise<void>
}

/** Listens on 127.0.0.1. With `tls` it takes no plain connections. */
export async function listen(
  shared: Shared,
  tls: { cert: string; key: string } | undefined,
  port: number,
): Promise<Listening> {
  const sockets = new Set<Socket>()
  let connections = 0
  const accept = (socket: Socket): void => {
    connections += 1
    serve(socket, {
      ...shared,
      connection: { connection_id: connections, authenticated: shared.users.length === 0 },
    })
  }
  const server: Server = tls ? createTlsServer(tls, accept) : createServer(accept)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  // A client that breaks off its TLS handshake is its own problem.
  server.on('tlsClientError', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

function serve(socket: Socket, context: Context): void {
  const split = createSplitter()
  let last_id = 0
  socket.on('error', () => undefined)
  socket.on('data', (bytes: Buffer) => {
    try {
      for (const message of split(bytes)) {
        last_id += 1
        const reply = answer(context, parseRequest(message), last_id)
        if (reply) socket.write(reply)
      }
    } catch (error) {
      if (!(error instanceof WireError || error instanceof RangeError)) throw error
      socket.destroy()
    }
  })
}

function answer(context: Context, request: Request, reply_id: number): Buffer | undefined {
  const { msg, legacy_op_codes } = context.abilities
  switch (request.kind) {
    case 'msg': {
      if (!msg) throw new WireError('OP_MSG, which came with 3.6')
      const reply = runCommand(context, request.command)
      return request.quiet ? undefined : encodeMsg(reply_id, request.id, reply)
    }
    case 'query':
      return encodeReply(reply_id, request.id, answerQuery(context, request))
    case 'more':
      if (!legacy_op_codes) throw new WireError('OP_GET_MORE, which went with 5.1')
      return encodeReply(reply_id, request.id, furtherBatch(context, request))
    case 'kill':
      if (!legacy_op_codes) throw new WireError('OP_KILL_CURSORS, which went with 5.1')
      endCursors(context, request)
      return undefined
    case 'other':
      throw new WireError(`op code ${request.op_code}`)
  }
}

function answerQuery(context: Context, request: Extract<Request, { kind: 'query' }>): Reply {
  const { collection, query } = request
  const isOld = context.abilities.legacy_op_codes
  if (!collection.endsWith('.$cmd')) {
    if (isOld) return oldQuery(context, request)
    const message = `OP_QUERY is no longer supported. ${UPGRADE}`
    return { documents: [{ $err: message, code: 5739101, ok: 0 }], failed: 'query' }
  }
  const [name = ''] = Object.keys(query)
  if (!isOld && !QUERY_COMMANDS.includes(name)) {
    const message = `Unsupported OP_QUERY command: ${name}. ${UPGRADE}`
    return { documents: [faultDocument(new MongoFault(352, message))] }
  }
  const $db = collection.slice(0, -'.$cmd'.length)
  return { documents: [runCommand(context, { ...query, $db })] }
}

function runCommand(context: Context, fields: Document): Document {
  const [name = ''] = Object.keys(fields)
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined
    if (!command || !isKnown(context, name)) throw new MongoFault(59, `no such command: '${name}'`)
    if (!context.connection.authenticated && !OPEN_COMMANDS.includes(name)) {
      throw new MongoFault(13, `Command ${name} requires authentication`)
    }
    return { ...command(context, fields), ok: 1 }
  } catch (thrown) {
    return faultDocument(faultOf(thrown))
  }
}

/** Whether servers of the generation have the command. */
function isKnown({ abilities }: Context, name: string): boolean {
  switch (name) {
    case 'hello':
      return abilities.hello
    case 'getnonce':
    case 'authenticate':
      return abilities.challenge
    case 'saslStart':
    case 'saslContinue':
      return abilities.mechanisms.length > 0
    case 'find':
    case 'getMore':
    case 'killCursors':
      return abilities.find
    case 'listCollections':
    case 'listIndexes':
      return abilities.listings
    case 'endSessions':
      return abilities.msg
    default:
      return true
  }
}

/** Old drivers write `findandmodify`. */
function renamed(name: 'findAndModify') {
  return (context: Context, { findandmodify, ...fields }: Document): Document => {
    const command = WRITE_COMMANDS[name]
    if (!command) throw new MongoFault(59, `no such command: '${name}'`)
    return command(context, { [name]: findandmodify, ...fields })
  }
}

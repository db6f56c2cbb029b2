/** One connection: greeting, TLS, login, then commands. @module */
import type { KeyObject } from 'node:crypto'
import { randomInt } from 'node:crypto'
import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { clearPassword, decryptPassword, digestOf, PLUGIN, SIGNAL, scrambleMatches } from './auth.ts'
import type { Answer, MysqlDatabase } from './database.ts'
import { readExecute } from './execute.ts'
import type { MysqlValue } from './packets.ts'
import {
  binaryRow,
  CAPABILITY,
  COLUMN,
  column,
  eof,
  failure,
  greeting,
  ok,
  textRow,
  typeOf,
} from './packets.ts'
import {
  createReader,
  encodePacket,
  int,
  lengthInt,
  MysqlProtocolError,
  takePacket,
  zeroText,
} from './wire.ts'

/** What every connection shares. */
export interface Shared {
  user: string
  password: string
  database: MysqlDatabase
  tls: { cert: string; key: string } | undefined
  rsa: { private_key: KeyObject; public_pem: string }
  /** Digests of users whose password was right once: the cache that the plugin is named after. */
  cache: Map<string, Buffer>
  /** How logins went, in order. */
  logins: ('fast' | 'full_rsa' | 'full_tls' | 'refused')[]
}

const COMMAND = {
  quit: 1,
  init_db: 2,
  query: 3,
  ping: 14,
  prepare: 22,
  execute: 23,
  close: 25,
  reset: 31,
} as const

/** Serves a connection until it ends. @param id the connection's number */
export function serve(wire: Socket, shared: Shared, id: number): void {
  const { database } = shared
  // A zero byte would end the scramble early.
  const scramble = Buffer.from(Array.from({ length: 20 }, () => randomInt(1, 128)))
  const prepared = new Map<number, { sql: string; parameters: number; types: number[] }>()
  let stream: Socket | TLSSocket = wire
  let buffer: Buffer = Buffer.alloc(0)
  let sequence = 0
  let user = ''
  let asked_for_key = false
  let on_packet: (body: Buffer) => void

  const send = (...bodies: Buffer[]): void => {
    stream.write(Buffer.concat(bodies.map((body) => encodePacket(sequence++, body))))
  }

  const refuse = (): void => {
    shared.logins.push('refused')
    send(failure(1045, '28000', `Access denied for user '${user}'@'127.0.0.1' (using password: YES)`))
    stream.end()
  }

  const welcome = (how: 'fast' | 'full_rsa' | 'full_tls'): void => {
    shared.logins.push(how)
    on_packet = command
    send(ok())
  }

  const greeted = (body: Buffer): void => {
    const reader = createReader(body)
    const capabilities = reader.int(4)
    reader.bytes(4 + 1 + 23)
    if ((capabilities & CAPABILITY.ssl) !== 0 && reader.left() === 0) {
      encrypt()
      return
    }
    user = reader.zeroText()
    const token =
      capabilities & CAPABILITY.length_encoded_auth ? reader.lengthBytes() : reader.bytes(reader.int(1))
    if (capabilities & CAPABILITY.connect_with_db && reader.left() > 0) reader.zeroText()
    const plugin = capabilities & CAPABILITY.plugin_auth && reader.left() > 0 ? reader.zeroText() : ''
    if (plugin === PLUGIN) {
      tokenGiven(token)
      return
    }
    on_packet = tokenGiven
    send(Buffer.concat([int(0xfe, 1), zeroText(PLUGIN), scramble, int(0, 1)]))
  }

  const tokenGiven = (token: Buffer): void => {
    const digest = shared.cache.get(user)
    if (digest && scrambleMatches(Buffer.from(token), scramble, digest)) {
      send(Buffer.from([1, SIGNAL.fast_success]))
      welcome('fast')
      return
    }
    on_packet = passwordGiven
    send(Buffer.from([1, SIGNAL.full_authentication]))
  }

  const passwordGiven = (body: Buffer): void => {
    if (stream === wire && !asked_for_key && body.length === 1 && body[0] === SIGNAL.request_key) {
      asked_for_key = true
      send(Buffer.concat([int(1, 1), Buffer.from(shared.rsa.public_pem)]))
      return
    }
    const encrypted = stream !== wire
    const password = encrypted ? clearPassword(body) : decryptPassword(body, scramble, shared.rsa.private_key)
    if (user !== shared.user || password !== shared.password) {
      refuse()
      return
    }
    shared.cache.set(user, digestOf(shared.password))
    welcome(encrypted ? 'full_tls' : 'full_rsa')
  }

  const encrypt = (): void => {
    if (!shared.tls) throw new MysqlProtocolError('TLS, which was not offered')
    wire.off('data', receive)
    // Without a listener a flowing socket would drop what we put back.
    wire.pause()
    if (buffer.length > 0) wire.unshift(buffer)
    buffer = Buffer.alloc(0)
    stream = new TLSSocket(wire, { isServer: true, secureContext: createSecureContext(shared.tls) })
    stream.on('error', () => wire.destroy())
    stream.on('data', receive)
  }

  const command = (body: Buffer): void => {
    const reader = createReader(body)
    const code = reader.int(1)
    switch (code) {
      case COMMAND.quit:
        stream.end()
        return
      case COMMAND.ping:
      case COMMAND.init_db:
      case COMMAND.reset:
        send(ok())
        return
      case COMMAND.query:
        send(...answerPackets(database.run(body.subarray(1).toString(), []), (values) => textRow(values)))
        return
      case COMMAND.prepare: {
        const sql = body.subarray(1).toString()
        const parameters = database.parameters(sql)
        const handle = prepared.size + 1
        prepared.set(handle, { sql, parameters, types: [] })
        const head = Buffer.concat([
          int(0, 1),
          int(handle, 4),
          int(0, 2),
          int(parameters, 2),
          int(0, 1),
          int(0, 2),
        ])
        const marks = Array.from({ length: parameters }, () => column('?', COLUMN.var_string))
        send(head, ...marks, ...(parameters > 0 ? [eof()] : []))
        return
      }
      case COMMAND.execute: {
        const statement = prepared.get(reader.int(4))
        if (!statement) {
          send(failure(1243, 'HY000', 'Unknown prepared statement handler'))
          return
        }
        const values = readExecute(reader, statement)
        send(...answerPackets(database.run(statement.sql, values), binaryRow))
        return
      }
      case COMMAND.close:
        return
      default:
        send(failure(1047, '08S01', 'Unknown command'))
    }
  }

  const receive = (bytes: Buffer): void => {
    buffer = Buffer.concat([buffer, bytes])
    try {
      for (let taken = takePacket(buffer); taken; taken = takePacket(buffer)) {
        buffer = taken.rest
        sequence = taken.packet.sequence + 1
        on_packet(taken.packet.body)
      }
    } catch (error) {
      wire.destroy()
      if (!(error instanceof MysqlProtocolError || error instanceof RangeError)) throw error
    }
  }

  on_packet = greeted
  wire.on('error', () => undefined)
  wire.on('data', receive)
  send(greeting(id, scramble, PLUGIN, shared.tls !== undefined))
}

function answerPackets(
  answer: Answer,
  encodeRow: (values: readonly MysqlValue[], types: readonly number[]) => Buffer,
): Buffer[] {
  switch (answer.kind) {
    case 'done':
      return [ok(answer.affected_rows, answer.insert_id)]
    case 'failed':
      return [failure(answer.number, answer.state, answer.message)]
    case 'rows': {
      const types = answer.names.map((_, index) => typeOf(answer.rows.map((row) => row[index] ?? null)))
      const columns = answer.names.map((name, index) => column(name, types[index] ?? COLUMN.var_string))
      const rows = answer.rows.map((row) => encodeRow(row, types))
      return [lengthInt(answer.names.length), ...columns, eof(), ...rows, eof()]
    }
  }
}

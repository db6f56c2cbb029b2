/**
 * MongoDB's wire protocol: messages in a byte stream, OP_MSG with both kinds of sections, and the op codes of old by which
 * clients read: OP_QUERY, OP_GET_MORE and OP_KILL_CURSORS. All numbers are little-endian.
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 * @module
 */
import type { Document } from 'bson'
import { calculateObjectSize, deserialize, serialize } from 'bson'

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_GET_MORE = 2005
const OP_KILL_CURSORS = 2007
const OP_MSG = 2013
const HEADER_BYTES = 16
const MAX_MESSAGE_BYTES = 48_000_000
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
/** Bits 0 to 15 that a server does not know are an error. */
const UNKNOWN_REQUIRED_FLAGS = 0xfffc

/** One message of a client. */
export type Request =
  /** A command; `quiet`: the client wants no answer. */
  | { kind: 'msg'; id: number; command: Document; quiet: boolean }
  /** `collection` ends in `.$cmd` for a command; then `query` is the command. */
  | {
      kind: 'query'
      id: number
      collection: string
      query: Document
      order: Document | undefined
      projection: Document | undefined
      skip: number
      /** Size of the first batch; 0: the server's choice; negative: that many, and no cursor. */
      batch: number
    }
  | { kind: 'more'; id: number; cursor: string; batch: number }
  | { kind: 'kill'; id: number; cursors: string[] }
  | { kind: 'other'; id: number; op_code: number }

/** A message that is not MongoDB's; the connection ends, as with a real server. */
export class WireError extends Error {
  override name = 'WireError'
}

/** @returns a function that takes bytes as they arrive and returns the messages they completed */
export function createSplitter(): (bytes: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const messages: Buffer[] = []
    while (rest.length >= HEADER_BYTES) {
      const length = rest.readInt32LE(0)
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new WireError(`a message of ${length} bytes`)
      if (rest.length < length) break
      messages.push(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
    return messages
  }
}

/** @throws {WireError} when the message is malformed */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const op_code = message.readInt32LE(12)
  if (op_code === OP_MSG) return parseMsg(message, id)
  if (op_code === OP_QUERY) return parseQuery(message, id)
  if (op_code === OP_GET_MORE) return parseMore(message, id)
  if (op_code === OP_KILL_CURSORS) return parseKill(message, id)
  return { kind: 'other', id, op_code }
}

function parseMsg(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER_BYTES)
  if (flags & UNKNOWN_REQUIRED_FLAGS) throw new WireError(`unknown flags ${flags}`)
  let end = message.length
  if (flags & CHECKSUM_PRESENT) {
    end -= 4
    if (crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) throw new WireError('wrong checksum')
  }
  let body: Document | undefined
  const sequences: Document = {}
  let at = HEADER_BYTES + 4
  while (at < end) {
    const kind = message[at]
    at += 1
    const size = message.readInt32LE(at)
    if (size < 5 || at + size > end) throw new WireError(`a section of ${size} bytes`)
    const section = message.subarray(at, at + size)
    at += size
    if (kind === 0) {
      if (body) throw new WireError('two bodies')
      body = parseDocument(section)
    } else if (kind === 1) {
      const name_end = section.indexOf(0, 4)
      sequences[section.toString('utf8', 4, name_end)] = parseDocuments(section.subarray(name_end + 1))
    } else throw new WireError(`a section of kind ${kind}`)
  }
  if (!body) throw new WireError('no body')
  return { kind: 'msg', id, command: { ...body, ...sequences }, quiet: (flags & MORE_TO_COME) !== 0 }
}

function parseQuery(message: Buffer, id: number): Request {
  const name_end = message.indexOf(0, HEADER_BYTES + 4)
  const query_at = name_end + 1 + 8
  const selector_at = query_at + message.readInt32LE(query_at)
  const query = parseDocument(message.subarray(query_at, selector_at))
  return {
    kind: 'query',
    id,
    collection: message.toString('utf8', HEADER_BYTES + 4, name_end),
    query: isDocument(query.$query) ? query.$query : query,
    order: isDocument(query.$orderby) ? query.$orderby : undefined,
    projection: selector_at < message.length ? parseDocument(message.subarray(selector_at)) : undefined,
    skip: message.readInt32LE(name_end + 1),
    batch: message.readInt32LE(name_end + 5),
  }
}

function parseMore(message: Buffer, id: number): Request {
  const name_end = message.indexOf(0, HEADER_BYTES + 4)
  return {
    kind: 'more',
    id,
    batch: message.readInt32LE(name_end + 1),
    cursor: String(message.readBigInt64LE(name_end + 5)),
  }
}

function parseKill(message: Buffer, id: number): Request {
  const count = message.readInt32LE(HEADER_BYTES + 4)
  const at = (index: number): number => HEADER_BYTES + 8 + index * 8
  return {
    kind: 'kill',
    id,
    cursors: Array.from({ length: count }, (_, index) => String(message.readBigInt64LE(at(index)))),
  }
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null
}

function parseDocuments(bytes: Buffer): Document[] {
  const documents: Document[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readInt32LE(at)
    if (size < 5 || at + size > bytes.length) throw new WireError(`a document of ${size} bytes`)
    documents.push(parseDocument(bytes.subarray(at, at + size)))
    at += size
  }
  return documents
}

function parseDocument(bytes: Buffer): Document {
  // A view into the socket's buffer would keep all of it alive with one stored document.
  return deserialize(Buffer.from(bytes))
}

/** The bytes of an OP_MSG that answers `response_to`. */
export function encodeMsg(id: number, response_to: number, reply: Document): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + 5 + calculateObjectSize(reply, { ignoreUndefined: true }))
  writeHeader(bytes, id, response_to, OP_MSG)
  bytes.set(serialize(reply, { ignoreUndefined: true }), HEADER_BYTES + 5)
  return bytes
}

/** How a query by an op code of its own ended. */
export interface Reply {
  documents: readonly Document[]
  /** Of the open cursor. */
  cursor?: string
  failed?: 'query' | 'cursor'
}

/** The bytes of an OP_REPLY. */
export function encodeReply(id: number, response_to: number, reply: Reply): Buffer {
  const FLAGS = { cursor: 1, query: 2, none: 8 }
  const body = Buffer.concat(
    reply.documents.map((document) => serialize(document, { ignoreUndefined: true })),
  )
  const bytes = Buffer.alloc(HEADER_BYTES + 20 + body.length)
  writeHeader(bytes, id, response_to, OP_REPLY)
  bytes.writeInt32LE(FLAGS[reply.failed ?? 'none'], HEADER_BYTES)
  bytes.writeBigInt64LE(BigInt(reply.cursor ?? 0), HEADER_BYTES + 4)
  bytes.writeInt32LE(reply.documents.length, HEADER_BYTES + 16)
  bytes.set(body, HEADER_BYTES + 20)
  return bytes
}

function writeHeader(bytes: Buffer, id: number, response_to: number, op_code: number): void {
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(id, 4)
  bytes.writeInt32LE(response_to, 8)
  bytes.writeInt32LE(op_code, 12)
}

/** CRC-32C (Castagnoli), which `zlib.crc32` is not. @see RFC 3720, appendix B.4 */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  }
  return ~crc >>> 0
}

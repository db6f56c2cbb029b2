/** The two messages before the first query. @see MS-TDS 2.2.6.4, 2.2.6.5 @module */
import { createReader, TdsProtocolError, u8 } from './bytes.ts'

/** What either side says about encryption. */
export const ENCRYPTION = { off: 0, on: 1, not_supported: 2, required: 3 } as const

const OPTION = { version: 0, encryption: 1, instance: 2, thread: 3, mars: 4, end: 0xff } as const
/** SQL Server 2022. */
const SERVER_VERSION = Buffer.from([16, 0, 0, 0, 0, 0])

/** @returns what the client says about encryption */
export function parsePrelogin(body: Buffer): number {
  for (let at = 0; at < body.length && body[at] !== OPTION.end; at += 5) {
    if (body[at] === OPTION.encryption) return body.readUInt8(body.readUInt16BE(at + 1))
  }
  throw new TdsProtocolError('a pre-login without encryption')
}

/** The server's pre-login. */
export function encodePrelogin(encryption: number): Buffer {
  const options: [option: number, data: Buffer][] = [
    [OPTION.version, SERVER_VERSION],
    [OPTION.encryption, u8(encryption)],
    [OPTION.instance, u8(0)],
    [OPTION.thread, Buffer.alloc(0)],
    [OPTION.mars, u8(0)],
  ]
  let at = options.length * 5 + 1
  const heads = options.map(([option, data]) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(option, 0)
    head.writeUInt16BE(at, 1)
    head.writeUInt16BE(data.length, 3)
    at += data.length
    return head
  })
  return Buffer.concat([...heads, u8(OPTION.end), ...options.map(([, data]) => data)])
}

/** What a client logs in with. */
export interface Login {
  /** As in `0x74000004`. */
  tds_version: number
  /** In bytes, as the client wishes. */
  packet_size: number
  user: string
  password: string
  /** Empty: the user's own. */
  database: string
  /** Windows authentication, or a token of Azure's. */
  integrated: boolean
}

/** @throws {TdsProtocolError} when offsets lead out of the message */
export function parseLogin7(body: Buffer): Login {
  const reader = createReader(body)
  reader.bytes(4)
  const tds_version = reader.u32()
  const packet_size = reader.u32()
  const textAt = (field: number): string => slice(body, field).toString('utf16le')
  const OPTION_FLAGS_2 = 25
  const INTEGRATED_SECURITY = 0x80
  return {
    tds_version,
    packet_size,
    user: textAt(40),
    password: clear(slice(body, 44)),
    database: textAt(68),
    integrated: (body.readUInt8(OPTION_FLAGS_2) & INTEGRATED_SECURITY) !== 0,
  }
}

/** The bytes whose offset and length in UTF-16 units stand at `field`. */
function slice(body: Buffer, field: number): Buffer {
  const from = body.readUInt16LE(field)
  const to = from + body.readUInt16LE(field + 2) * 2
  if (to > body.length) throw new TdsProtocolError('a login whose fields lie outside')
  return body.subarray(from, to)
}

/** Passwords are veiled: the halves of each byte swapped, then every second bit turned. */
function clear(veiled: Buffer): string {
  const bytes = veiled.map((byte) => {
    const turned = byte ^ 0xa5
    return ((turned << 4) | (turned >> 4)) & 0xff
  })
  return Buffer.from(bytes).toString('utf16le')
}

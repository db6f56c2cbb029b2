/** MySQL's packets and the fields in them. @see MySQL internals, client/server protocol @module */

/** A packet without its header. */
export interface Packet {
  sequence: number
  body: Buffer
}

/** A message that is not MySQL's; the connection ends. */
export class MysqlProtocolError extends Error {
  override name = 'MysqlProtocolError'
}

const MAX_BODY_BYTES = 0xff_ffff

/** @returns the first packet and what follows it, or undefined when it is not all there */
export function takePacket(bytes: Buffer): { packet: Packet; rest: Buffer } | undefined {
  if (bytes.length < 4) return undefined
  const length = bytes.readUIntLE(0, 3)
  if (length === MAX_BODY_BYTES) throw new MysqlProtocolError('packets of 16 MiB are not supported')
  if (bytes.length < 4 + length) return undefined
  const packet = { sequence: bytes.readUInt8(3), body: bytes.subarray(4, 4 + length) }
  return { packet, rest: bytes.subarray(4 + length) }
}

/** A packet with its header. */
export function encodePacket(sequence: number, body: Buffer): Buffer {
  const header = Buffer.alloc(4)
  header.writeUIntLE(body.length, 0, 3)
  header.writeUInt8(sequence & 0xff, 3)
  return Buffer.concat([header, body])
}

/** An integer of `bytes` bytes. */
export function int(value: number, bytes: 1 | 2 | 3 | 4): Buffer {
  const result = Buffer.alloc(bytes)
  result.writeUIntLE(value, 0, bytes)
  return result
}

/** A length-encoded integer. */
export function lengthInt(value: number): Buffer {
  if (value < 0xfb) return int(value, 1)
  if (value <= 0xffff) return Buffer.concat([int(0xfc, 1), int(value, 2)])
  return Buffer.concat([int(0xfd, 1), int(value, 3)])
}

/** A length-encoded string. */
export function lengthText(text: string | Uint8Array): Buffer {
  const bytes = Buffer.from(text as string)
  return Buffer.concat([lengthInt(bytes.length), bytes])
}

/** A string that a zero byte ends. */
export const zeroText = (text: string): Buffer => Buffer.from(`${text}\0`)

/** Reads from the front; every method throws `MysqlProtocolError` past the end. */
export interface Reader {
  left(): number
  int(bytes: 1 | 2 | 3 | 4): number
  bytes(count: number): Buffer
  lengthInt(): number
  lengthBytes(): Buffer
  zeroText(): string
}

/** A reader of all of `source`. */
export function createReader(source: Buffer): Reader {
  let at = 0
  const take = (count: number): Buffer => {
    if (at + count > source.length) throw new MysqlProtocolError(`${count} bytes past the end`)
    at += count
    return source.subarray(at - count, at)
  }
  const readInt = (bytes: number): number => take(bytes).readUIntLE(0, bytes)
  const readLengthInt = (): number => {
    const first = readInt(1)
    if (first < 0xfb) return first
    if (first === 0xfc) return readInt(2)
    if (first === 0xfd) return readInt(3)
    throw new MysqlProtocolError(`a length that begins with ${first}`)
  }
  return {
    left: () => source.length - at,
    int: readInt,
    bytes: take,
    lengthInt: readLengthInt,
    lengthBytes: () => take(readLengthInt()),
    zeroText() {
      const end = source.indexOf(0, at)
      if (end < 0) throw new MysqlProtocolError('a string without end')
      const text = take(end - at).toString()
      take(1)
      return text
    },
  }
}

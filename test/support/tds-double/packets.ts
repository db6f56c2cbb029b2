/** Packets and the messages they make up. Their length is big-endian, alone in TDS. @see MS-TDS 2.2.3.1 @module */
import { TdsProtocolError } from './bytes.ts'

/** What a client's message is. */
export const MESSAGE = {
  batch: 0x01,
  rpc: 0x03,
  reply: 0x04,
  attention: 0x06,
  bulk: 0x07,
  transaction: 0x0e,
  login7: 0x10,
  prelogin: 0x12,
} as const

const HEADER_BYTES = 8
const END_OF_MESSAGE = 0x01
const RESET_CONNECTION = 0x08 | 0x10

/** A whole message. */
export interface Message {
  type: number
  /** The client took the connection from its pool. */
  reset: boolean
  body: Buffer
}

/** @returns a function that takes bytes as they arrive and returns the messages they completed */
export function createAssembler(): (bytes: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0)
  let parts: Buffer[] = []
  let reset = false
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const messages: Message[] = []
    while (rest.length >= HEADER_BYTES) {
      const length = rest.readUInt16BE(2)
      if (length < HEADER_BYTES) throw new TdsProtocolError(`a packet of ${length} bytes`)
      if (rest.length < length) break
      const status = rest.readUInt8(1)
      reset ||= (status & RESET_CONNECTION) !== 0
      parts.push(rest.subarray(HEADER_BYTES, length))
      if (status & END_OF_MESSAGE) {
        messages.push({ type: rest.readUInt8(0), reset, body: Buffer.concat(parts) })
        parts = []
        reset = false
      }
      rest = rest.subarray(length)
    }
    return messages
  }
}

/** @param packet_size in bytes, with the header */
export function encodePackets(type: number, body: Buffer, packet_size: number): Buffer {
  const room = packet_size - HEADER_BYTES
  const packets: Buffer[] = []
  for (let at = 0; at === 0 || at < body.length; at += room) {
    const part = body.subarray(at, at + room)
    const header = Buffer.alloc(HEADER_BYTES)
    header.writeUInt8(type, 0)
    header.writeUInt8(at + room >= body.length ? END_OF_MESSAGE : 0, 1)
    header.writeUInt16BE(part.length + HEADER_BYTES, 2)
    header.writeUInt8((at / room + 1) & 0xff, 6)
    packets.push(header, part)
  }
  return Buffer.concat(packets)
}

/** Reading and writing the numbers and texts of TDS: little-endian, UTF-16. @see MS-TDS 2.2.5 @module */

/** A message that is not TDS; the connection ends. */
export class TdsProtocolError extends Error {
  override name = 'TdsProtocolError'
}

/** One byte. */
export const u8 = (value: number): Buffer => Buffer.from([value])

/** Two bytes. */
export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

/** Four bytes. */
export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Eight bytes. */
export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(value)
  return bytes
}

/** UTF-16. */
export const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** UTF-16 after its length in a byte. */
export const bVarchar = (text: string): Buffer => Buffer.concat([u8(text.length), ucs2(text)])

/** UTF-16 after its length in two bytes. */
export const usVarchar = (text: string): Buffer => Buffer.concat([u16(text.length), ucs2(text)])

/** Reads from the front to the end; every method throws `TdsProtocolError` past it. */
export interface Reader {
  left(): number
  u8(): number
  u16(): number
  u32(): number
  u64(): bigint
  bytes(count: number): Buffer
  /** `count` in UTF-16 units. */
  ucs2(count: number): string
}

/** A reader of all of `source`. */
export function createReader(source: Buffer): Reader {
  let at = 0
  const take = (count: number): Buffer => {
    if (count < 0 || at + count > source.length) throw new TdsProtocolError(`${count} bytes past the end`)
    at += count
    return source.subarray(at - count, at)
  }
  return {
    left: () => source.length - at,
    u8: () => take(1).readUInt8(),
    u16: () => take(2).readUInt16LE(),
    u32: () => take(4).readUInt32LE(),
    u64: () => take(8).readBigUInt64LE(),
    bytes: take,
    ucs2: (count) => take(count * 2).toString('utf16le'),
  }
}

const FROM_1252 = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))

/** Windows-1252, the code page of `varchar` here; what it lacks becomes a question mark, as in SQL Server. */
export function encode1252(text: string): Buffer {
  const bytes = [...text].map((letter) => {
    const byte = FROM_1252.indexOf(letter)
    return byte < 0 ? 0x3f : byte
  })
  return Buffer.from(bytes)
}

/** @see encode1252 */
export function decode1252(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes)
}

/** How a call's parameters are read. @see MS-TDS 2.2.6.6, 2.2.5.4 @module */
import type { Reader } from './bytes.ts'
import { decode1252, TdsProtocolError } from './bytes.ts'
import { guidText, momentAfter } from './moments.ts'
import type { SqlType, SqlValue } from './types.ts'
import { sqlType } from './types.ts'

/** A parameter of a call. */
export interface Parameter {
  /** With its `@`, in lower case; empty when it goes by position. */
  name: string
  /** As the client wrote it. */
  given_name: string
  output: boolean
  type: SqlType
  value: SqlValue
}

const INTEGER_TYPES: { readonly [bytes: number]: string } = {
  1: 'tinyint',
  2: 'smallint',
  4: 'int',
  8: 'bigint',
}

/** Reads one parameter. @throws {TdsProtocolError} for a type that the double lacks */
export function readParameter(reader: Reader): Parameter {
  const BY_REFERENCE = 0x01
  const given_name = reader.ucs2(reader.u8())
  const output = (reader.u8() & BY_REFERENCE) !== 0
  return { name: given_name.toLowerCase(), given_name, output, ...readTyped(reader, reader.u8()) }
}

function readTyped(reader: Reader, token: number): { type: SqlType; value: SqlValue } {
  switch (token) {
    case 0x1f:
      return { type: sqlType('nvarchar', ['1']), value: null }
    case 0x26: {
      const type = sqlType(INTEGER_TYPES[reader.u8()] ?? 'int')
      return { type, value: readShort(reader, (bytes) => integerOf(bytes)) }
    }
    case 0x68:
      reader.u8()
      return { type: sqlType('bit'), value: readShort(reader, (bytes) => BigInt(bytes.readUInt8())) }
    case 0x6d: {
      const type = sqlType(reader.u8() === 4 ? 'real' : 'float')
      return {
        type,
        value: readShort(reader, (bytes) =>
          bytes.length === 4 ? bytes.readFloatLE() : bytes.readDoubleLE(),
        ),
      }
    }
    case 0x6e:
      reader.u8()
      return { type: sqlType('money'), value: readShort(reader, moneyOf) }
    case 0x6a:
    case 0x6c: {
      reader.u8()
      const type = sqlType('decimal', [String(reader.u8()), String(reader.u8())])
      return { type, value: readShort(reader, (bytes) => decimalOf(bytes, type.scale)) }
    }
    case 0x24:
      reader.u8()
      return { type: sqlType('uniqueidentifier'), value: readShort(reader, guidText) }
    case 0x6f: {
      const type = sqlType(reader.u8() === 4 ? 'smalldatetime' : 'datetime')
      return { type, value: readShort(reader, oldMomentOf) }
    }
    case 0x28:
      return { type: sqlType('date'), value: readShort(reader, (bytes) => newMomentOf(bytes, 0, 'date')) }
    case 0x29:
    case 0x2a:
    case 0x2b: {
      const name = token === 0x29 ? 'time' : token === 0x2a ? 'datetime2' : 'datetimeoffset'
      const type = sqlType(name, [String(reader.u8())])
      return { type, value: readShort(reader, (bytes) => newMomentOf(bytes, type.scale, name)) }
    }
    default:
      return readLong(reader, token)
  }
}

const TEXT_TOKENS: { readonly [token: number]: string } = {
  231: 'nvarchar',
  239: 'nchar',
  167: 'varchar',
  175: 'char',
  165: 'varbinary',
  173: 'binary',
  99: 'ntext',
  35: 'text',
}

function readLong(reader: Reader, token: number): { type: SqlType; value: SqlValue } {
  const name = TEXT_TOKENS[token]
  if (!name) throw new TdsProtocolError(`a parameter of type 0x${token.toString(16)}`)
  const is_old = name === 'ntext' || name === 'text'
  const is_binary = name === 'varbinary' || name === 'binary'
  const is_national = name.startsWith('n')
  const width = is_old ? reader.u32() : reader.u16()
  if (!is_binary) reader.bytes(5)
  const bytes = is_old ? readOld(reader) : width === 0xffff ? readChunks(reader) : readPlain(reader)
  const length = width === 0xffff ? 'max' : String(is_national ? width / 2 : width)
  const type = is_old ? sqlType(name) : sqlType(name, [length])
  if (bytes === null || is_binary) return { type, value: bytes === null ? null : Buffer.from(bytes) }
  return { type, value: is_national ? bytes.toString('utf16le') : decode1252(bytes) }
}

function readPlain(reader: Reader): Buffer | null {
  const length = reader.u16()
  return length === 0xffff ? null : reader.bytes(length)
}

function readOld(reader: Reader): Buffer | null {
  const length = reader.u32()
  return length === 0xffff_ffff ? null : reader.bytes(length)
}

function readChunks(reader: Reader): Buffer | null {
  if (reader.u64() === 0xffff_ffff_ffff_ffffn) return null
  const chunks: Buffer[] = []
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.bytes(length))
  return Buffer.concat(chunks)
}

function readShort(reader: Reader, read: (bytes: Buffer) => SqlValue): SqlValue {
  const bytes = reader.bytes(reader.u8())
  return bytes.length === 0 ? null : read(bytes)
}

function integerOf(bytes: Buffer): bigint {
  // Of all integers only the one of one byte has no sign.
  if (bytes.length === 1) return BigInt(bytes.readUInt8())
  return bytes.length === 8 ? bytes.readBigInt64LE() : BigInt(bytes.readIntLE(0, bytes.length))
}

function moneyOf(bytes: Buffer): number {
  if (bytes.length === 4) return bytes.readInt32LE() / 10_000
  return Number((BigInt(bytes.readInt32LE()) << 32n) | BigInt(bytes.readUInt32LE(4))) / 10_000
}

function decimalOf(bytes: Buffer, scale: number): number {
  let magnitude = 0n
  for (const byte of Buffer.from(bytes.subarray(1)).reverse()) magnitude = (magnitude << 8n) | BigInt(byte)
  const number = Number(magnitude) / 10 ** scale
  return bytes[0] === 0 ? -number : number
}

function oldMomentOf(bytes: Buffer): string {
  if (bytes.length === 4) return momentAfter(1900, bytes.readUInt16LE(), bytes.readUInt16LE(2) * 60_000)
  return momentAfter(1900, bytes.readInt32LE(), Math.round((bytes.readUInt32LE(4) * 10) / 3))
}

function newMomentOf(
  bytes: Buffer,
  scale: number,
  name: 'date' | 'time' | 'datetime2' | 'datetimeoffset',
): string {
  const after_time = name === 'date' ? 0 : scale <= 2 ? 3 : scale <= 4 ? 4 : 5
  const in_day_ms = after_time === 0 ? 0 : (bytes.readUIntLE(0, after_time) / 10 ** scale) * 1000
  const days = name === 'time' ? 0 : bytes.readUIntLE(after_time, 3)
  return momentAfter(name === 'time' ? 1900 : 1, days, Math.round(in_day_ms))
}

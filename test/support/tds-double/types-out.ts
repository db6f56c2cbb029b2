/** How columns and values are written. @see MS-TDS 2.2.5.4, 2.2.5.5 @module */
import { encode1252, u8, u16, u32, u64, ucs2 } from './bytes.ts'
import { SqlFault } from './faults.ts'
import { daysSince, guidBytes, momentOf, ticksOf } from './moments.ts'
import type { SqlType, SqlValue } from './types.ts'
import { isText } from './types.ts'

/** SQL_Latin1_General_CP1_CI_AS, a server's default. */
export const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34])

const MAX_BYTES = 8_000
const INT_BYTES: { readonly [name: string]: number } = { tinyint: 1, smallint: 2, int: 4, bigint: 8 }

/** TYPE_INFO. */
export function typeInfo(type: SqlType): Buffer {
  switch (type.name) {
    case 'bit':
      return Buffer.from([0x68, 1])
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return Buffer.from([0x26, INT_BYTES[type.name] ?? 4])
    case 'real':
      return Buffer.from([0x6d, 4])
    case 'float':
      return Buffer.from([0x6d, 8])
    case 'money':
      return Buffer.from([0x6e, 8])
    case 'decimal':
      return Buffer.from([0x6a, 17, type.precision, type.scale])
    case 'uniqueidentifier':
      return Buffer.from([0x24, 16])
    case 'date':
      return u8(0x28)
    case 'time':
      return Buffer.from([0x29, type.scale])
    case 'datetime2':
      return Buffer.from([0x2a, type.scale])
    case 'datetimeoffset':
      return Buffer.from([0x2b, type.scale])
    case 'smalldatetime':
      return Buffer.from([0x6f, 4])
    case 'datetime':
      return Buffer.from([0x6f, 8])
    case 'char':
    case 'varchar':
      return Buffer.concat([u8(0xa7), u16(widthOf(type, 1)), COLLATION])
    case 'nchar':
    case 'nvarchar':
      return Buffer.concat([u8(0xe7), u16(widthOf(type, 2)), COLLATION])
    case 'binary':
    case 'varbinary':
      return Buffer.concat([u8(0xa5), u16(widthOf(type, 1))])
  }
}

function widthOf({ length }: SqlType, unit: number): number {
  return length * unit > MAX_BYTES ? 0xffff : length * unit
}

/** @throws {SqlFault} 245, 241 or 8169 for a value that cannot be of the type */
export function encodeValue(type: SqlType, value: SqlValue): Buffer {
  if (isText(type) || type.name === 'binary' || type.name === 'varbinary') return encodeLong(type, value)
  if (value === null) return u8(0)
  const body = encodeShort(type, value)
  return Buffer.concat([u8(body.length), body])
}

function encodeLong(type: SqlType, value: SqlValue): Buffer {
  const national = type.name === 'nchar' || type.name === 'nvarchar'
  const partial = widthOf(type, national ? 2 : 1) === 0xffff
  if (value === null) return partial ? u64(0xffff_ffff_ffff_ffffn) : u16(0xffff)
  const bytes = bytesOf(type, national, value)
  if (!partial) return Buffer.concat([u16(bytes.length), bytes])
  const chunk = bytes.length > 0 ? [u32(bytes.length), bytes] : []
  return Buffer.concat([u64(BigInt(bytes.length)), ...chunk, u32(0)])
}

function bytesOf(type: SqlType, national: boolean, value: Exclude<SqlValue, null>): Buffer {
  if (!isText(type)) return Buffer.from(typeof value === 'string' ? ucs2(value) : (value as Uint8Array))
  const text = value instanceof Uint8Array ? Buffer.from(value).toString('utf16le') : String(value)
  return national ? ucs2(text) : encode1252(text)
}

function encodeShort(type: SqlType, value: Exclude<SqlValue, null>): Buffer {
  switch (type.name) {
    case 'bit':
      return u8(bitOf(value))
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return u64(BigInt.asUintN(64, integerOf(type, value))).subarray(0, INT_BYTES[type.name])
    case 'real': {
      const bytes = Buffer.alloc(4)
      bytes.writeFloatLE(numberOf(type, value))
      return bytes
    }
    case 'float': {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(numberOf(type, value))
      return bytes
    }
    case 'money': {
      const scaled = BigInt.asUintN(64, BigInt(Math.round(numberOf(type, value) * 10_000)))
      return Buffer.concat([u64(scaled).subarray(4), u64(scaled).subarray(0, 4)])
    }
    case 'decimal': {
      const number = numberOf(type, value)
      const scaled = BigInt(Math.round(Math.abs(number) * 10 ** type.scale))
      return Buffer.concat([u8(number < 0 ? 0 : 1), u64(scaled), u64(0n)])
    }
    case 'uniqueidentifier':
      return guidBytes(String(value))
    default:
      return encodeMoment(type, momentOf(String(value)))
  }
}

function encodeMoment(type: SqlType, moment: Date): Buffer {
  const days = (): Buffer => u32(daysSince(moment, 1)).subarray(0, 3)
  switch (type.name) {
    case 'date':
      return days()
    case 'time':
      return ticksOf(moment, type.scale)
    case 'datetime2':
      return Buffer.concat([ticksOf(moment, type.scale), days()])
    case 'datetimeoffset':
      return Buffer.concat([ticksOf(moment, type.scale), days(), u16(0)])
    case 'smalldatetime':
      return Buffer.concat([
        u16(daysSince(moment, 1900)),
        u16(Math.round((moment.getTime() % 86_400_000) / 60_000)),
      ])
    default: {
      const bytes = Buffer.alloc(8)
      bytes.writeInt32LE(daysSince(moment, 1900))
      const in_day_ms = moment.getTime() - Math.floor(moment.getTime() / 86_400_000) * 86_400_000
      bytes.writeUInt32LE(Math.round(in_day_ms * 0.3), 4)
      return bytes
    }
  }
}

function bitOf(value: Exclude<SqlValue, null>): number {
  const text = String(value).toLowerCase()
  if (text === 'true') return 1
  if (text === 'false') return 0
  return Number(text) === 0 ? 0 : 1
}

function integerOf(type: SqlType, value: Exclude<SqlValue, null>): bigint {
  if (typeof value === 'bigint') return value
  return BigInt(Math.trunc(numberOf(type, value)))
}

function numberOf(type: SqlType, value: Exclude<SqlValue, null>): number {
  const number = value instanceof Uint8Array ? Number.NaN : Number(value)
  if (Number.isNaN(number)) {
    throw new SqlFault(
      245,
      16,
      `Conversion failed when converting the value '${value}' to data type ${type.name}.`,
    )
  }
  return number
}

/** What a server says: greeting, OK, error, results. @module */
import { int, lengthInt, lengthText, zeroText } from './wire.ts'

/** Bits by which both sides say what they can. */
export const CAPABILITY = {
  long_password: 0x1,
  found_rows: 0x2,
  connect_with_db: 0x8,
  protocol_41: 0x200,
  ssl: 0x800,
  transactions: 0x2000,
  secure_connection: 0x8000,
  plugin_auth: 0x8_0000,
  connect_attributes: 0x10_0000,
  length_encoded_auth: 0x20_0000,
} as const

const UTF8MB4 = 255
const BINARY = 63
const AUTOCOMMIT = 2
const NOT_NULL_FLAGS = 0

/** Types of columns. */
export const COLUMN = { longlong: 8, double: 5, var_string: 253, blob: 252 } as const

/** The greeting. @param scramble 20 bytes */
export function greeting(connection_id: number, scramble: Buffer, plugin: string, tls: boolean): Buffer {
  const capabilities =
    CAPABILITY.long_password |
    CAPABILITY.found_rows |
    CAPABILITY.connect_with_db |
    CAPABILITY.protocol_41 |
    (tls ? CAPABILITY.ssl : 0) |
    CAPABILITY.transactions |
    CAPABILITY.secure_connection |
    CAPABILITY.plugin_auth |
    CAPABILITY.connect_attributes |
    CAPABILITY.length_encoded_auth
  return Buffer.concat([
    ...[int(10, 1), zeroText('8.4.0'), int(connection_id, 4), scramble.subarray(0, 8), int(0, 1)],
    ...[int(capabilities & 0xffff, 2), int(UTF8MB4, 1), int(AUTOCOMMIT, 2), int(capabilities >>> 16, 2)],
    ...[int(21, 1), Buffer.alloc(10), scramble.subarray(8), int(0, 1), zeroText(plugin)],
  ])
}

/** OK. */
export function ok(affected_rows = 0, insert_id = 0): Buffer {
  return Buffer.concat([
    int(0, 1),
    lengthInt(affected_rows),
    lengthInt(insert_id),
    int(AUTOCOMMIT, 2),
    int(0, 2),
  ])
}

/** An error, such as 1045, `28000`. */
export function failure(number: number, state: string, message: string): Buffer {
  return Buffer.concat([int(0xff, 1), int(number, 2), Buffer.from(`#${state}${message}`)])
}

/** The end of columns or rows. */
export function eof(): Buffer {
  return Buffer.concat([int(0xfe, 1), int(0, 2), int(AUTOCOMMIT, 2)])
}

/** A value on its way. */
export type MysqlValue = null | number | bigint | string | Uint8Array

/** A column's definition. */
export function column(name: string, type: number): Buffer {
  const charset = type === COLUMN.var_string ? UTF8MB4 : BINARY
  return Buffer.concat([
    ...[
      lengthText('def'),
      lengthText(''),
      lengthText(''),
      lengthText(''),
      lengthText(name),
      lengthText(name),
    ],
    ...[
      int(0x0c, 1),
      int(charset, 2),
      int(1_024, 4),
      int(type, 1),
      int(NOT_NULL_FLAGS, 2),
      int(0, 1),
      int(0, 2),
    ],
  ])
}

/** The type that all values of a column have. */
export function typeOf(values: readonly MysqlValue[]): number {
  const value = values.find((candidate) => candidate !== null)
  if (typeof value === 'bigint') return COLUMN.longlong
  if (typeof value === 'number') return COLUMN.double
  return value instanceof Uint8Array ? COLUMN.blob : COLUMN.var_string
}

/** A row of the text protocol. */
export function textRow(values: readonly MysqlValue[]): Buffer {
  const NULL = int(0xfb, 1)
  return Buffer.concat(
    values.map((value) =>
      value === null ? NULL : lengthText(value instanceof Uint8Array ? value : String(value)),
    ),
  )
}

/** A row of the binary protocol, which prepared statements answer with. */
export function binaryRow(values: readonly MysqlValue[], types: readonly number[]): Buffer {
  const nulls = Buffer.alloc(Math.floor((values.length + 9) / 8))
  const cells = values.map((value, index) => {
    if (value !== null) return binaryCell(value, types[index] ?? COLUMN.var_string)
    const bit = index + 2
    nulls.writeUInt8(nulls.readUInt8(bit >> 3) | (1 << (bit & 7)), bit >> 3)
    return Buffer.alloc(0)
  })
  return Buffer.concat([int(0, 1), nulls, ...cells])
}

function binaryCell(value: Exclude<MysqlValue, null>, type: number): Buffer {
  if (type !== COLUMN.longlong && type !== COLUMN.double) {
    return lengthText(value instanceof Uint8Array ? value : String(value))
  }
  const bytes = Buffer.alloc(8)
  if (type === COLUMN.longlong) bytes.writeBigInt64LE(BigInt(value as bigint))
  else bytes.writeDoubleLE(Number(value))
  return bytes
}

/** The values of a prepared statement's execution. @see MySQL internals, COM_STMT_EXECUTE @module */
import type { MysqlValue } from './packets.ts'
import type { Reader } from './wire.ts'
import { MysqlProtocolError } from './wire.ts'

const TINY = 1
const LONG = 3
const DOUBLE = 5
const NULL = 6
const LONGLONG = 8
/** VARCHAR, JSON, DECIMAL, the blobs, VAR_STRING, STRING: all length-encoded. */
const TEXTS = [15, 245, 246, 249, 250, 251, 252, 253, 254]

/** @param statement keeps the types, which a client sends when they changed */
export function readExecute(
  reader: Reader,
  statement: { parameters: number; types: number[] },
): MysqlValue[] {
  reader.bytes(1 + 4)
  const { parameters } = statement
  if (parameters === 0) return []
  const nulls = reader.bytes(Math.floor((parameters + 7) / 8))
  if (reader.int(1) === 1) statement.types = Array.from({ length: parameters }, () => reader.int(2) & 0xff)
  return statement.types.map((type, index) => {
    const is_null = ((nulls[index >> 3] ?? 0) >> (index & 7)) & 1
    return is_null || type === NULL ? null : readValue(reader, type)
  })
}

function readValue(reader: Reader, type: number): MysqlValue {
  if (TEXTS.includes(type)) return reader.lengthBytes().toString()
  switch (type) {
    case TINY:
      return reader.int(1)
    case LONG:
      return reader.bytes(4).readInt32LE()
    case LONGLONG:
      return reader.bytes(8).readBigInt64LE()
    case DOUBLE:
      return reader.bytes(8).readDoubleLE()
    default:
      throw new MysqlProtocolError(`a parameter of type ${type}`)
  }
}

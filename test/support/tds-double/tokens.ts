/** The tokens of a reply. @see MS-TDS 2.2.7 @module */
import { bVarchar, u8, u16, u32, u64, usVarchar } from './bytes.ts'
import type { SqlFault } from './faults.ts'
import { isWide } from './generations.ts'
import type { SqlType, SqlValue } from './types.ts'
import { COLLATION, encodeValue, typeInfo } from './types-out.ts'

/** Which of the three a statement ends with: in a batch, in a procedure, or as one. */
export const DONE = { batch: 0xfd, procedure: 0xfe, in_procedure: 0xff } as const

/** Bits of a DONE token. */
export const STATUS = { final: 0, more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const

/** The tokens whose layout depends on the version of TDS. */
export interface Tokens {
  /** @param command `0xc1` for SELECT and so on */
  done(token: number, status: number, command?: number, count?: number): Buffer
  /** ERROR. */
  error(fault: SqlFault): Buffer
  /** INFO. */
  info(number: number, message: string): Buffer
  /** COLMETADATA and the ROWs. @throws {SqlFault} for a value that its column cannot be */
  rows(columns: readonly Column[], rows: readonly (readonly SqlValue[])[]): Buffer
  /** RETURNVALUE of an output parameter. */
  returnValue(ordinal: number, name: string, type: SqlType, value: SqlValue): Buffer
}

/** @param tds the version that both sides agreed on */
export function createTokens(tds: number): Tokens {
  const isLong = isWide(tds)
  const half = isLong ? u32 : u16
  const message = (token: number, number: number, severity: number, text: string): Buffer => {
    const state = 1
    const line = 1
    const names = [bVarchar('DOUBLE'), bVarchar('')]
    return withLength(token, [u32(number), u8(state), u8(severity), usVarchar(text), ...names, half(line)])
  }
  return {
    done: (token, status, command = 0, count = 0) =>
      Buffer.concat([u8(token), u16(status), u16(command), isLong ? u64(BigInt(count)) : u32(count)]),
    error: ({ number, severity, message: text }) => message(0xaa, number, severity, text),
    info: (number, text) => message(0xab, number, 0, text),
    rows(columns, rows) {
      const NULLABLE = 0x01
      const heads = columns.map(({ name, type }) =>
        Buffer.concat([half(0), u16(NULLABLE), typeInfo(type), bVarchar(name)]),
      )
      const body = rows.map((row) =>
        Buffer.concat([u8(0xd1), ...columns.map(({ type }, index) => encodeValue(type, row[index] ?? null))]),
      )
      return Buffer.concat([u8(0x81), u16(columns.length), ...heads, ...body])
    },
    returnValue(ordinal, name, type, value) {
      const OUTPUT_PARAMETER = 0x01
      return Buffer.concat([
        ...[u8(0xac), u16(ordinal), bVarchar(name), u8(OUTPUT_PARAMETER), half(0), u16(0)],
        ...[typeInfo(type), encodeValue(type, value)],
      ])
    },
  }
}

/** ENVCHANGE of a text: 1 database, 4 packet size. */
export function envText(kind: 1 | 4, now: string, before: string): Buffer {
  return withLength(0xe3, [u8(kind), bVarchar(now), bVarchar(before)])
}

/** ENVCHANGE of the collation; clients need it to encode `varchar` parameters. */
export function envCollation(): Buffer {
  return withLength(0xe3, [u8(7), u8(COLLATION.length), COLLATION, u8(0)])
}

/** ENVCHANGE that acknowledges a reset. */
export function envReset(): Buffer {
  return withLength(0xe3, [u8(18), u8(0), u8(0)])
}

/** ENVCHANGE of a transaction: 8 begun, 9 committed, 10 rolled back. */
export function envTransaction(kind: 8 | 9 | 10, descriptor: bigint): Buffer {
  const id = Buffer.concat([u8(8), u64(descriptor)])
  return withLength(0xe3, kind === 8 ? [u8(kind), id, u8(0)] : [u8(kind), u8(0), id])
}

/** LOGINACK. */
export function loginAck(tds: number, server: number): Buffer {
  const interface_tsql = u8(1)
  const version = Buffer.alloc(4)
  version.writeUInt32BE(tds)
  return withLength(0xad, [
    interface_tsql,
    version,
    bVarchar('Microsoft SQL Server'),
    Buffer.from([server, 0, 0x03, 0xe8]),
  ])
}

/** A column of a result. */
export interface Column {
  name: string
  type: SqlType
}

/** RETURNSTATUS. */
export function returnStatus(status: number): Buffer {
  return Buffer.concat([u8(0x79), u32(status)])
}

function withLength(token: number, parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u8(token), u16(body.length), body])
}

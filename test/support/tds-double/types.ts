/** SQL Server's types, as far as the double has them. @module */
import { unsupported } from './faults.ts'

const TYPE_NAMES = [
  ...(['bit', 'tinyint', 'smallint', 'int', 'bigint', 'real', 'float', 'decimal', 'money'] as const),
  ...(['date', 'time', 'smalldatetime', 'datetime', 'datetime2', 'datetimeoffset'] as const),
  ...(['char', 'varchar', 'nchar', 'nvarchar', 'binary', 'varbinary', 'uniqueidentifier'] as const),
] as const

type TypeName = (typeof TYPE_NAMES)[number]

/** A type with its measures. */
export interface SqlType {
  name: TypeName
  /** Of texts in UTF-16 units, of binaries in bytes; `Infinity` for `max`. */
  length: number
  /** Digits in all, of a decimal. */
  precision: number
  /** Digits after the point, of a decimal or of seconds. */
  scale: number
}

/**
 * A value on its way: numbers of all kinds, texts, bytes. Dates are texts in ISO 8601 with milliseconds and `Z`, bits
 * are 0 and 1, unique identifiers upper-case texts.
 */
export type SqlValue = null | number | bigint | string | Uint8Array

const ALIASES: { readonly [name: string]: TypeName } = {
  integer: 'int',
  numeric: 'decimal',
  smallmoney: 'money',
  rowversion: 'binary',
  text: 'varchar',
  ntext: 'nvarchar',
  image: 'varbinary',
  sysname: 'nvarchar',
}

/** @param measures what stands in brackets, such as `200`, `max` or `10, 2` @throws {SqlFault} for a type it has not */
export function sqlType(name: string, measures: readonly string[] = []): SqlType {
  const lower = name.toLowerCase()
  const known = TYPE_NAMES.find((type) => type === lower) ?? ALIASES[lower]
  if (!known) throw unsupported(`the type ${name}`)
  const [first, second] = measures.map((measure) =>
    measure.toLowerCase() === 'max' ? Infinity : Number(measure),
  )
  const unbounded = ['text', 'ntext', 'image'].includes(lower)
  const has_seconds = ['time', 'datetime2', 'datetimeoffset'].includes(known)
  return {
    name: known,
    length: unbounded ? Infinity : lower === 'sysname' ? 128 : (first ?? 1),
    precision: known === 'decimal' ? (first ?? 18) : 0,
    scale: known === 'decimal' ? (second ?? 0) : has_seconds ? (first ?? 7) : 0,
  }
}

/** @returns whether it holds letters */
export function isText(type: SqlType): boolean {
  return ['char', 'varchar', 'nchar', 'nvarchar'].includes(type.name)
}

/** The type of a value of which only SQLite knows where it comes from. */
export function typeOfValues(values: readonly SqlValue[]): SqlType {
  const value = values.find((candidate) => candidate !== null)
  if (typeof value === 'bigint') {
    const fits = values.every((other) => typeof other !== 'bigint' || BigInt.asIntN(32, other) === other)
    return sqlType(fits ? 'int' : 'bigint')
  }
  if (typeof value === 'number') return sqlType('float')
  if (value instanceof Uint8Array) return sqlType('varbinary', ['max'])
  const longest = Math.max(0, ...values.map((other) => (typeof other === 'string' ? other.length : 0)))
  return sqlType('nvarchar', [longest > 4_000 ? 'max' : '4000'])
}

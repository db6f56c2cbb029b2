/** The known members of a body: what its schema names and what its field table adds. @module */
import type * as z from 'zod'
import type { JsonSchema } from './json-schema.ts'
import { inPlace } from './json-schema.ts'
import type { FieldTable, Row } from './row.ts'
import { rowText } from './row.ts'

/** An object of a body, or a place where one may be. */
export interface Shape {
  /** Undefined where any value may be, unchecked. */
  members: ReadonlyMap<string, Member> | undefined
  /** Whether it may be a list of such objects. */
  is_list: boolean
  /** What happens to other members; undefined: they are refused. */
  further: 'taken' | 'taken_unless_misspelt' | undefined
}

interface Member {
  row: Row | undefined
  shape: Shape
  is_required: boolean
  takes_null: boolean
}

const ANYTHING: Shape = { members: undefined, is_list: false, further: 'taken' }

/** @returns the JSON schema of a body as it is described: with the rows of the table, and closed where nothing else is taken */
export function bodySchema(body: z.ZodType, table: FieldTable | undefined): JsonSchema {
  return withRows(inPlace(body, 'input'), table ?? { rows: {} }, '')
}

function withRows(schema: JsonSchema, table: FieldTable, path: string): JsonSchema {
  const variants = ['anyOf', 'oneOf', 'allOf'] as const
  for (const name of variants) {
    const inner = schema[name]
    if (inner) return { ...schema, [name]: inner.map((one) => withRows(one, table, path)) }
  }
  if (schema.type === 'array' && schema.items) {
    return { ...schema, items: withRows(schema.items, table, path) }
  }
  const rows = rowsBelow(table, path)
  if (schema.type !== 'object' && (schema.type !== undefined || rows.size === 0 || path === '')) return schema
  if (schema.type === undefined && schema.properties === undefined && rows.size === 0) return schema
  const open = table.open?.[path]
  const named = new Set([...Object.keys(schema.properties ?? {}), ...rows.keys()])
  const properties = [...named].map((name) => {
    const inner = withRows(schema.properties?.[name] ?? {}, table, joined(path, name))
    const description = textOf(rows.get(name), inner.description)
    return [name, description === undefined ? inner : { ...inner, description }]
  })
  const isRecord = rows.size === 0 && schema.additionalProperties !== undefined
  return {
    ...schema,
    type: 'object',
    ...(named.size > 0 && { properties: Object.fromEntries(properties) }),
    ...(open
      ? { additionalProperties: { description: open.further } }
      : !isRecord && { additionalProperties: false }),
  }
}

/** @param described what the schema says */
function textOf(row: Row | undefined, described: string | undefined): string | undefined {
  if (row?.kind === 'obeyed') return described ?? row.text
  const text = row && rowText(row)
  return text === undefined || described === undefined ? (text ?? described) : `${text} ${described}`
}

function rowsBelow(table: FieldTable, path: string): Map<string, Row | undefined> {
  const before = path === '' ? '' : `${path}.`
  const found = new Map<string, Row | undefined>()
  for (const [full, row] of Object.entries(table.rows)) {
    if (!full.startsWith(before)) continue
    const [name = '', ...deeper] = full.slice(before.length).split('.')
    if (deeper.length === 0) found.set(name, row)
    else if (!found.has(name)) found.set(name, undefined)
  }
  return found
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** @param schema of `bodySchema` */
export function shapeOf(schema: JsonSchema, table: FieldTable | undefined, path = ''): Shape {
  const variants = [schema, ...(schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [])]
  const objects = variants.flatMap((one) => (one.type === 'array' && one.items ? [one.items] : [one]))
  const is_list = variants.some((one) => one.type === 'array')
  const described = objects.filter((one) => one.type === 'object')
  if (described.length === 0) return ANYTHING
  const members = new Map<string, Member>()
  for (const one of described) {
    for (const [name, inner] of Object.entries(one.properties ?? {})) {
      const inside = joined(path, name)
      members.set(name, {
        row: table?.rows[inside],
        shape: shapeOf(inner, table, inside),
        is_required: one.required?.includes(name) ?? false,
        takes_null: takesNull(inner),
      })
    }
  }
  const open = table?.open?.[path]
  if (open) return { members, is_list, further: open.refuses_slips ? 'taken_unless_misspelt' : 'taken' }
  const isClosed = described.every((one) => one.additionalProperties === false)
  return { members, is_list, further: isClosed ? undefined : 'taken' }
}

function takesNull(schema: JsonSchema): boolean {
  if (schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'))) return true
  if (schema.const === null || schema.enum?.includes(null)) return true
  return (schema.anyOf ?? schema.oneOf ?? []).some(takesNull)
}

/** A template with the names that a person gives to its tables and columns. @module */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import { ApiProblem } from '../../../api/problem.ts'
import type { Template } from './template.ts'

/** Pause after the last keystroke before the server is asked. */
const REST_MS = 250

/** What is typed, by the path that the API has for it: `tables.users.name`, `tables.users.columns.email`. */
interface Typed {
  names: { readonly [path: string]: string }
  /** Paths of the columns that the table lacks. */
  absent: ReadonlySet<string>
}

const NOTHING: Typed = { names: {}, absent: new Set() }

/** Names by the template’s own, as the API takes them; null for a column that the table lacks. */
interface GivenTables {
  [table: string]: { name?: string; columns: { [column: string]: string | null } }
}

/** State of the fields for the names. */
export interface Names {
  /** The template with the last valid names. */
  template: Template
  /** What differs from the template, as it is typed now. */
  tables: GivenTables
  /** @returns the text in the field */
  valueOf: (path: string, name: string) => string
  set: (path: string, value: string) => void
  isAbsent: (path: string) => boolean
  setAbsent: (path: string, isAbsent: boolean) => void
  isChanged: boolean
  reset: () => void
  /** The server is checking the names. */
  isPending: boolean
  /** Why a name is invalid, and which one; `path` is undefined when the server could not be asked. */
  problem: { path?: string; message: string } | undefined
}

/** @returns path of a table's name */
export function tablePath(table: string): string {
  return `tables.${table}.name`
}

/** @returns path of a column's name */
export function columnPath(table: string, column: string): string {
  return `tables.${table}.columns.${column}`
}

/** @param template the template with its original names */
export function useRenamed(template: Template): Names {
  const client = useApi()
  const [typed, setTyped] = useState<Typed>(NOTHING)
  const settled = useSettled(typed)
  const tables = tablesOf(template, settled)
  const typedTables = tablesOf(template, typed)
  const isChanged = Object.keys(typedTables).length > 0
  const query = useQuery({
    queryKey: ['templates', template.id, 'renamed', tables],
    enabled: Object.keys(tables).length > 0,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.call('POST /api/v2/templates/{id}/rename', {
        params: { id: template.id },
        body: { tables },
        signal,
      }),
  })
  return {
    template: Object.keys(tables).length > 0 ? (query.data ?? template) : template,
    tables: typedTables,
    valueOf: (path, name) => typed.names[path] ?? name,
    set: (path, value) => setTyped((now) => ({ ...now, names: { ...now.names, [path]: value } })),
    isAbsent: (path) => typed.absent.has(path),
    setAbsent: (path, isAbsent) =>
      setTyped((now) => {
        const absent = new Set(now.absent)
        if (isAbsent) absent.add(path)
        else absent.delete(path)
        return { ...now, absent }
      }),
    isChanged,
    reset: () => setTyped(NOTHING),
    isPending: isChanged && (settled !== typed || query.isFetching),
    problem: isChanged && query.error && !query.isFetching ? problemOf(query.error) : undefined,
  }
}

function tablesOf({ store }: Template, { names, absent }: Typed): GivenTables {
  const changed = (path: string, name: string): string | undefined =>
    names[path] === undefined || names[path] === name ? undefined : names[path]
  const tables = (store?.tables ?? []).flatMap((table) => {
    const name = changed(tablePath(table.name), table.name)
    const columns = table.columns.flatMap((column) => {
      const path = columnPath(table.name, column.name)
      const next = absent.has(path) ? null : changed(path, column.name)
      return next === undefined ? [] : [[column.name, next] as const]
    })
    if (name === undefined && columns.length === 0) return []
    return [
      [table.name, { ...(name !== undefined && { name }), columns: Object.fromEntries(columns) }] as const,
    ]
  })
  return Object.fromEntries(tables)
}

/** The API says it in one sentence: `Payload validation error: 'The name is empty' on property tables.users.name.` */
function problemOf(error: Error): Names['problem'] {
  const [, message, path] =
    (error instanceof ApiProblem && /'(.*)' on property (tables\..+)\.$/.exec(error.message)) || []
  return message !== undefined && path !== undefined
    ? { path, message: `${message}.` }
    : { message: error.message }
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Saves the settings of a connection one by one, without changing options that it does not know. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { ReadConnection } from '../../shell/connection-page.tsx'
import { connectionKey, modeOf } from '../../shell/connection-page.tsx'
import { TEXT } from '../../text.ts'
import { useOnline } from '../../ui/online.ts'
import { useToast } from '../../ui/toast.tsx'
import type { Options } from './options.ts'
import { merged } from './options.ts'
import { settingsText } from './text.ts'

interface Save {
  /** Name of the setting in the toast. */
  what: string
  /** Options that are undefined are removed, because some options treat a missing value differently from `false`. */
  change: Options
  /** The change cannot be undone. */
  final?: boolean | undefined
}

/** A conflict: another person saved in the meantime. */
export interface Conflict {
  mine: Save
  /** The options as this page had read them. */
  base: Options
  theirs: Options
}

/** What the groups of settings need in order to change the connection. */
export interface Settings {
  id: string
  read: ReadConnection
  /** The options with all changes that are being saved. */
  options: Options
  mode: ReturnType<typeof modeOf>
  /** Why the settings cannot be changed now. */
  refusal: string | undefined
  save: (what: string, change: Options, final?: boolean) => void
  /** @returns why one of these options could not be saved */
  problemOf: (names: readonly string[]) => Error | undefined
  conflict: Conflict | undefined
  endConflict: () => void
}

/** Writes of one connection wait for each other, because each must name the state that the previous write left. */
export const scopeOf = (id: string): { id: string } => ({ id: `connection ${id}` })

/** @param read the connection as the page last read it */
export function useSettings(id: string, read: ReadConnection): Settings {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const isOnline = useOnline()
  const refusal = useRefusal('update:connections')
  const key = connectionKey(id)
  const [pending, setPending] = useState<readonly Save[]>([])
  const [failed, setFailed] = useState<{ save: Save; error: Error }>()
  const [conflict, setConflict] = useState<Conflict>()
  /** The options that the write in progress is based on: by the time it fails, the page may have read newer ones. */
  const begun = useRef<Options>({})
  const saving = useMutation({
    scope: scopeOf(id),
    mutationFn: async ({ change }: Save) => {
      await queries.cancelQueries({ queryKey: key })
      const from = queries.getQueryData<ReadConnection>(key) ?? read
      let etag = ''
      begun.current = from.connection.options ?? {}
      const connection = await client.call('PATCH /api/v2/connections/{id}', {
        params: { id },
        headers: { 'If-Match': from.etag },
        body: { options: merged(begun.current, change) },
        seen: (headers) => {
          etag = headers.get('ETag') ?? ''
        },
      })
      queries.setQueryData<ReadConnection>(key, { connection, etag })
      return begun.current
    },
    onMutate: (save) => {
      setFailed(undefined)
      setPending((before) => [...before, save])
    },
    onSuccess: async (options, { what, change, final }) => {
      const before = Object.fromEntries(Object.keys(change).map((name) => [name, options[name]]))
      say({
        title: settingsText.saved(what),
        ...(final ? {} : { undo: () => saving.mutate({ what, change: before }) }),
      })
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
    onError: async (error, save) => {
      if (!(error instanceof ApiProblem && error.status === 412)) {
        setFailed({ save, error })
        return
      }
      const base = begun.current
      await queries.invalidateQueries({ queryKey: key })
      const theirs = queries.getQueryData<ReadConnection>(key)?.connection.options ?? {}
      setConflict({ mine: save, base, theirs })
    },
    onSettled: (_options, _error, save) => setPending((before) => before.filter((one) => one !== save)),
  })
  const options = pending.reduce<Options>(
    (before, { change }) => merged(before, change),
    read.connection.options ?? {},
  )
  return {
    id,
    read,
    options,
    mode: modeOf(options),
    refusal: refusal ?? (isOnline ? undefined : TEXT.offline.writes),
    save: (what, change, final) => saving.mutate({ what, change, final }),
    problemOf: (names) =>
      failed && names.some((name) => Object.hasOwn(failed.save.change, name)) ? failed.error : undefined,
    conflict,
    endConflict: () => setConflict(undefined),
  }
}

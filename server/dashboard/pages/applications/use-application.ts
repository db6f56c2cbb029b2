/** Reads an application, and saves its fields one by one. @module */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Application as Summary } from '../../api/application-summaries.ts'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { TEXT } from '../../text.ts'
import { useOnline } from '../../ui/online.ts'
import { useToast } from '../../ui/toast.tsx'
import { applicationsText, applicationText } from './text.ts'

/** As the API gives it. */
export type Application = Operations['GET /api/v2/clients/{id}']['result']

/** Fields that are changed here, by their names in the API. null clears one. */
export type Change = Pick<
  Operations['PATCH /api/v2/clients/{id}']['body'],
  | 'name'
  | 'description'
  | 'app_type'
  | 'grant_types'
  | 'callbacks'
  | 'allowed_logout_urls'
  | 'web_origins'
  | 'allowed_origins'
>

/** The name of such a field. */
export type Field = keyof Change

interface Save {
  /** What the toast calls it. */
  what: string
  change: Change
  /** What it is to be saved on top of; default: what the page shows. */
  base?: Application
}

/** Someone else has saved the same field in between. */
interface Conflict {
  mine: Save
  /** What this page had read. */
  base: Application
  theirs: Application
}

/** What the groups of the page work with. */
export interface Editing {
  id: string
  /** As it will be when everything under way is saved. */
  application: Application
  summary: Summary
  /** Why nothing can be changed now. */
  refusal: string | undefined
  save: (what: string, change: Change) => void
  /** @returns what went wrong with this field */
  problemOf: (field: Field) => Error | undefined
  conflict: Conflict | undefined
  /** Shows what is stored, and saves mine on top of it when that is wanted. */
  endConflict: (savesMine: boolean) => void
}

/** Where the query cache keeps an application. What hangs on it begins with the same two words. */
export const applicationKey = (id: string): readonly unknown[] => ['application', id, 'read']

/** @returns the application */
export function useApplication(id: string) {
  const client = useApi()
  return useQuery({
    queryKey: applicationKey(id),
    queryFn: ({ signal }) => client.call('GET /api/v2/clients/{id}', { params: { id }, signal }),
  })
}

/** @returns why the signed-in member may not do it to this application; undefined when they may */
export function useApplicationRefusal(
  { ferry }: Summary,
  scope: 'update:clients' | 'delete:clients' | 'update:client_keys' | 'update:client_grants',
): string | undefined {
  const { member } = useSession()
  const refusal = useRefusal(scope)
  if (refusal !== undefined) return refusal
  return ferry.administers && member.role !== 'owner' ? applicationsText.ownerOnly : undefined
}

/** @param read as the page last read it */
export function useEditing(id: string, read: Application, summary: Summary): Editing {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const isOnline = useOnline()
  const refusal = useApplicationRefusal(summary, 'update:clients')
  const key = applicationKey(id)
  const [pending, setPending] = useState<readonly Save[]>([])
  const [failed, setFailed] = useState<{ save: Save; error: Error }>()
  const [conflict, setConflict] = useState<Conflict>()
  const saving = useMutation({
    // Each waits for the one before it, and names what that left.
    scope: { id: `application ${id}` },
    mutationFn: async (save: Save) => {
      await queries.cancelQueries({ queryKey: key })
      const base = save.base ?? queries.getQueryData<Application>(key) ?? read
      const theirs = await client.call('GET /api/v2/clients/{id}', { params: { id } })
      if (fieldsOf(save.change).some((field) => !isSame(base[field], theirs[field])))
        return { kind: 'conflict' as const, base, theirs }
      const after = await client.call('PATCH /api/v2/clients/{id}', { params: { id }, body: save.change })
      queries.setQueryData<Application>(key, after)
      return { kind: 'saved' as const, base, after }
    },
    onMutate: (save) => {
      setFailed(undefined)
      setPending((before) => [...before, save])
    },
    onSuccess: async (result, mine) => {
      if (result.kind === 'conflict') {
        setConflict({ mine, base: result.base, theirs: result.theirs })
        return
      }
      say({
        title: applicationText.saved(mine.what),
        undo: () => {
          const change = valuesOf(result.base, mine.change)
          // What was saved on top of this since then is not undone with it.
          saving.mutate({ what: mine.what, change, base: result.after })
        },
      })
      await queries.invalidateQueries({ queryKey: ['applications'] })
    },
    onError: (error, save) => setFailed({ save, error }),
    onSettled: (_result, _error, save) => setPending((before) => before.filter((one) => one !== save)),
  })
  return {
    id,
    application: pending.reduce<Application>((before, { change }) => withChange(before, change), read),
    summary,
    refusal: refusal ?? (isOnline ? undefined : TEXT.offline.writes),
    save: (what, change) => saving.mutate({ what, change }),
    problemOf: (field) => (failed && Object.hasOwn(failed.save.change, field) ? failed.error : undefined),
    conflict,
    endConflict(savesMine) {
      if (conflict === undefined) return
      setConflict(undefined)
      queries.setQueryData<Application>(key, conflict.theirs)
      if (savesMine) saving.mutate({ what: conflict.mine.what, change: conflict.mine.change })
    },
  }
}

/** @returns names of the fields of a change */
export function fieldsOf(change: Change): Field[] {
  return Object.keys(change) as Field[]
}

function withChange(application: Application, change: Change): Application {
  const set = Object.entries(change).filter(([, value]) => value !== null)
  const kept = Object.entries(application).filter(([name]) => !Object.hasOwn(change, name))
  return { ...Object.fromEntries(kept), ...Object.fromEntries(set) } as Application
}

/** @returns what the fields of a change were, so that it can be undone */
function valuesOf(application: Application, change: Change): Change {
  return Object.fromEntries(fieldsOf(change).map((field) => [field, application[field] ?? null])) as Change
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

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

/** An application of the API. */
export type Application = Operations['GET /api/v2/clients/{id}']['result']

/** Fields that this page can change, by their names in the API. null clears a field. */
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
  | 'refresh_token'
  | 'jwt_configuration'
  | 'is_first_party'
  | 'require_pushed_authorization_requests'
  | 'cross_origin_authentication'
  | 'oidc_logout'
  | 'client_authentication_methods'
>

export type Field = keyof Change

interface Save {
  /** Name of the change in the toast. */
  what: string
  change: Change
  /** The application that the change is based on; default: the one that the page shows. */
  base?: Application
}

/** Another person has saved the same field in the meantime. */
interface Conflict {
  mine: Save
  /** The application as this page had read it. */
  base: Application
  theirs: Application
}

/** What the groups of the page need in order to change the application. */
export interface Editing {
  id: string
  /** The application with all changes that are being saved. */
  application: Application
  summary: Summary
  /** Why nothing can be changed now. */
  refusal: string | undefined
  save: (what: string, change: Change) => void
  /** @returns why this field could not be saved */
  problemOf: (field: Field) => Error | undefined
  conflict: Conflict | undefined
  /** Ends the conflict: shows the stored value, or saves the person's own value over it. */
  endConflict: (savesMine: boolean) => void
}

/** Query key of an application. Keys of its parts start with the same two words. */
export const applicationKey = (id: string): readonly unknown[] => ['application', id, 'read']

/** @returns the application */
export function useApplication(id: string) {
  const client = useApi()
  return useQuery({
    queryKey: applicationKey(id),
    queryFn: ({ signal }) => client.call('GET /api/v2/clients/{id}', { params: { id }, signal }),
  })
}

/** @returns why the signed-in member may not change or delete this application; undefined when they may */
export function useApplicationRefusal(
  { ferry }: Summary,
  scope:
    | 'update:clients'
    | 'delete:clients'
    | 'update:client_keys'
    | 'update:client_grants'
    | 'create:client_credentials'
    | 'delete:client_credentials',
): string | undefined {
  const { member } = useSession()
  const refusal = useRefusal(scope)
  if (refusal !== undefined) return refusal
  return ferry.administers && member.role !== 'owner' ? applicationsText.ownerOnly : undefined
}

/** @param read the application as the page last read it */
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
    // Each write waits for the previous one, and is based on its result.
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
          // A failed write does not undo what was saved after it.
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

/** @returns the earlier values of the fields of a change, with which the change can be undone */
function valuesOf(application: Application, change: Change): Change {
  return Object.fromEntries(fieldsOf(change).map((field) => [field, application[field] ?? null])) as Change
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

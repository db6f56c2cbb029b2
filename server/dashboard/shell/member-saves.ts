/** Saves the members of one object of the API one by one. @module */
import type { QueryKey } from '@tanstack/react-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { TEXT } from '../text.ts'
import { useOnline } from '../ui/online.ts'
import { useToast } from '../ui/toast.tsx'

interface Save<T, C> {
  /** Name of the change in the toast. */
  what: string
  change: C
  /** The object that the change is based on; default: the one that the page shows. */
  base?: T
}

/** What the groups of a page need in order to change its object. */
export interface MemberSaves<T, C> {
  /** The object with all changes that are being saved. */
  shown: T
  /** Why nothing can be changed now. */
  refusal: string | undefined
  save: (what: string, change: C) => void
  /** @returns why this member could not be saved */
  problemOf: (member: keyof C) => Error | undefined
  /** Whether another person had changed the same member, so that the last change was not saved. */
  isConflict: boolean
}

/**
 * Each change can be undone in the message that follows.
 *
 * @param about.read the object as the page last read it
 * @param about.key query key of the object
 * @param about.changed query keys of the lists that show it
 */
export function useMemberSaves<T extends object, C extends object>(about: {
  key: QueryKey
  read: T
  load: () => Promise<T>
  patch: (change: C) => Promise<T>
  refusal: string | undefined
  saved: (what: string) => string
  changed: QueryKey
}): MemberSaves<T, C> {
  const { key, read, load, patch, refusal, saved, changed } = about
  const queries = useQueryClient()
  const say = useToast()
  const isOnline = useOnline()
  const [pending, setPending] = useState<readonly Save<T, C>[]>([])
  const [failed, setFailed] = useState<{ save: Save<T, C>; error: Error }>()
  const [isConflict, setIsConflict] = useState(false)
  const saving = useMutation({
    // Each write waits for the previous one, and is based on its result.
    scope: { id: JSON.stringify(key) },
    mutationFn: async (save: Save<T, C>) => {
      await queries.cancelQueries({ queryKey: key })
      const base = save.base ?? queries.getQueryData<T>(key) ?? read
      const theirs = await load()
      if (!isSame(valuesOf(base, save.change), valuesOf(theirs, save.change))) {
        queries.setQueryData<T>(key, theirs)
        return { kind: 'conflict' as const }
      }
      const after = await patch(save.change)
      queries.setQueryData<T>(key, after)
      return { kind: 'saved' as const, base, after }
    },
    onMutate: (save) => {
      setFailed(undefined)
      setIsConflict(false)
      setPending((before) => [...before, save])
    },
    onSuccess: async (result, { what, change }) => {
      if (result.kind === 'conflict') {
        setIsConflict(true)
        return
      }
      say({
        title: saved(what),
        undo: () => saving.mutate({ what, change: valuesOf(result.base, change), base: result.after }),
      })
      await queries.invalidateQueries({ queryKey: changed })
    },
    onError: (error, save) => setFailed({ save, error }),
    onSettled: (_result, _error, save) => setPending((before) => before.filter((one) => one !== save)),
  })
  return {
    shown: pending.reduce((shown, { change }) => withChange(shown, change), read),
    refusal: refusal ?? (isOnline ? undefined : TEXT.offline.writes),
    save: (what, change) => saving.mutate({ what, change }),
    problemOf: (member) => (failed && Object.hasOwn(failed.save.change, member) ? failed.error : undefined),
    isConflict,
  }
}

/** @returns the values of an object for the members of a change, with which the change can be undone; null for none */
function valuesOf<C extends object>(object: object, change: C): C {
  const values = new Map(Object.entries(object))
  return Object.fromEntries(Object.keys(change).map((member) => [member, values.get(member) ?? null])) as C
}

/** In a change, null removes a member: the API then answers without it. */
function withChange<T extends object>(object: T, change: object): T {
  const kept = Object.entries(object).filter(([member]) => !Object.hasOwn(change, member))
  const set = Object.entries(change).filter(([, value]) => value !== null)
  return Object.fromEntries([...kept, ...set]) as T
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

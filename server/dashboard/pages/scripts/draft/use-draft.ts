/** Connects the draft on the screen to the server, the browser’s storage and the query cache. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useApi, useSession } from '../../../api/context.tsx'
import { SESSION_KEY } from '../../../api/session.ts'
import type { Drafting, DraftState } from './drafting.ts'
import { createDrafting } from './drafting.ts'
import type { ServerDraft, Writing } from './saving.ts'
import { draftKey, saveDraft } from './saving.ts'
import { unsavedTexts } from './unsaved.ts'

/** How often the page asks for other people's changes. */
const LOOK_EVERY_MS = 15_000

interface Draft {
  query: UseQueryResult<ServerDraft>
  /** undefined until the draft was read once. */
  drafting: Drafting | undefined
  state: DraftState | undefined
}

const nothing = () => () => undefined

/** @returns the draft of a connection, which lives as long as its page */
export function useDraft(id: string): Draft {
  const client = useApi()
  const queries = useQueryClient()
  const { member } = useSession()
  const key = draftKey(id)
  const query = useQuery({
    queryKey: key,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: ({ signal }) => client.call('GET /api/v2/connections/{id}/draft', { params: { id }, signal }),
  })
  // A mutation, because mutations already handle the end of the session.
  const saving = useMutation({
    networkMode: 'always',
    mutationFn: async (writing: Writing) => {
      await queries.cancelQueries({ queryKey: key })
      return await saveDraft(client, id, writing)
    },
  })
  const save = useRef(saving.mutateAsync)
  save.current = saving.mutateAsync
  const made = useRef<Drafting>(undefined)
  if (query.data && !made.current) {
    made.current = createDrafting(query.data, {
      unsaved: unsavedTexts(member.member_id, id),
      save: (writing) => save.current(writing),
      read: () => client.call('GET /api/v2/connections/{id}/draft', { params: { id } }),
      isOnline: () => navigator.onLine,
      onSaved: (draft) => queries.setQueryData(key, draft),
    })
  }
  const drafting = made.current
  const state = useSyncExternalStore(drafting?.subscribe ?? nothing, () => drafting?.state())

  const { data } = query
  useEffect(() => {
    if (data) drafting?.receive(data)
  }, [drafting, data])
  useEffect(() => {
    if (!drafting) return undefined
    const saveNow = (): void => void drafting.saveNow()
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') saveNow()
    }
    window.addEventListener('online', saveNow)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      window.removeEventListener('online', saveNow)
      document.removeEventListener('visibilitychange', onHidden)
      // Signing out has removed the text.
      if (queries.getQueryData(SESSION_KEY)) saveNow()
      drafting.dispose()
    }
  }, [drafting, queries])
  return { query, drafting, state }
}

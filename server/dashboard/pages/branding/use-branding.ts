/** Reads and saves the branding. @module */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Branding, Draft } from './draft.ts'
import { changeOf, draftOf, isSameDraft } from './draft.ts'
import { brandingText } from './text.ts'

const KEY = ['branding']

/** The stored branding. */
export function brandingQuery(client: ApiClient) {
  return queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }): Promise<Branding> => client.call('GET /api/v2/branding', { signal }),
  })
}

interface Save {
  draft: Draft
  /** What the draft was made from; undefined saves over everything. */
  base: Draft | undefined
}

/** @param onSaved called with what is stored now, also after an undo */
export function useSaving(onSaved: (stored: Draft) => void) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [conflict, setConflict] = useState<{ mine: Draft; theirs: Draft }>()
  const saving = useMutation({
    mutationFn: async ({ draft, base }: Save) => {
      await queries.cancelQueries({ queryKey: KEY })
      const theirs = draftOf(await client.call('GET /api/v2/branding'))
      if (base !== undefined && !isSameDraft(theirs, base)) return { kind: 'conflict' as const, theirs }
      const after = await client.call('PATCH /api/v2/branding', { body: changeOf(draft) })
      queries.setQueryData<Branding>(KEY, after)
      return { kind: 'saved' as const, before: theirs, after: draftOf(after) }
    },
    onSuccess: (result, { draft }) => {
      if (result.kind === 'conflict') {
        setConflict({ mine: draft, theirs: result.theirs })
        return
      }
      setConflict(undefined)
      onSaved(result.after)
      say({
        title: brandingText.saved,
        undo: () => saving.mutate({ draft: result.before, base: result.after }),
      })
    },
  })
  return {
    save: (draft: Draft, base: Draft | undefined) => saving.mutate({ draft, base }),
    isSaving: saving.isPending,
    error: saving.error,
    conflict,
    endConflict: () => setConflict(undefined),
  }
}

/** Reads and saves the branding and the texts of the pages. @module */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import type { Language } from '../../languages.ts'
import { useToast } from '../../ui/toast.tsx'
import type { Design, Edit, PromptTexts } from './designs.ts'
import { storedText, withEdits } from './designs.ts'
import type { Branding, Draft } from './draft.ts'
import { changeOf, draftOf, isSameDraft } from './draft.ts'
import { PAGE_TEXTS_KEY } from './page-texts.ts'
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
  design: Design
  /** The look that the design was made from. */
  base: Draft
  /** Saves over the changes of other people. */
  overwrites?: true
}

/** What other people have changed in the meantime. */
interface Conflict {
  mine: Save
  /** The stored look. */
  look: Draft
  /** The design without what conflicts. */
  rest: Design
}

/** The texts of one prompt in one language, as stored, with the edits of them. */
interface PromptEdits {
  language: Language
  prompt: string
  stored: PromptTexts
  edits: readonly Edit[]
}

/** @param onSaved called with the look that is stored now, also after an undo */
export function useSaving(onSaved: (look: Draft) => void) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [conflict, setConflict] = useState<Conflict>()
  const saving = useMutation({
    mutationFn: async (save: Save) => {
      const { design, base, overwrites } = save
      await queries.cancelQueries({ queryKey: KEY, exact: true })
      const look = draftOf(await client.call('GET /api/v2/branding'))
      const prompts = await readPrompts(client, design.edits)
      const changesLook = !isSameDraft(design.look, look)
      const conflicting = prompts.flatMap(({ stored, edits }) =>
        edits.filter((edit) => isOvertaken(edit, storedText(stored, edit))),
      )
      const isLookOvertaken = changesLook && !isSameDraft(base, look)
      if (!overwrites && (isLookOvertaken || conflicting.length > 0)) {
        const rest = {
          look: isLookOvertaken ? look : design.look,
          edits: design.edits.filter((edit) => !conflicting.includes(edit)),
        }
        return { kind: 'conflict' as const, look, rest }
      }
      if (changesLook) {
        const after = await client.call('PATCH /api/v2/branding', { body: changeOf(design.look) })
        queries.setQueryData<Branding>(KEY, after)
      }
      for (const { language, prompt, stored, edits } of prompts) {
        await client.call('PUT /api/v2/prompts/{prompt}/custom-text/{language}', {
          params: { prompt, language },
          body: withEdits(stored, edits),
        })
      }
      return { kind: 'saved' as const, before: { look, edits: prompts.flatMap(backwards) } }
    },
    onSuccess: (result, mine) => {
      if (result.kind === 'conflict') {
        setConflict({ mine, look: result.look, rest: result.rest })
        return
      }
      setConflict(undefined)
      onSaved(mine.design.look)
      say({
        title: brandingText.saved,
        undo: () => saving.mutate({ design: result.before, base: mine.design.look }),
      })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: PAGE_TEXTS_KEY }),
  })
  return {
    save: (design: Design, base: Draft) => saving.mutate({ design, base }),
    saveOver: ({ mine }: Conflict) => saving.mutate({ ...mine, overwrites: true }),
    isSaving: saving.isPending,
    error: saving.error,
    conflict,
    endConflict: () => setConflict(undefined),
  }
}

async function readPrompts(client: ApiClient, edits: readonly Edit[]): Promise<PromptEdits[]> {
  const groups = Map.groupBy(edits, ({ language, prompt }) => JSON.stringify([language, prompt]))
  return Promise.all(
    [...groups.values()].flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const { language, prompt } = first
      const params = { prompt, language }
      return [
        client
          .call('GET /api/v2/prompts/{prompt}/custom-text/{language}', { params })
          .then((stored) => ({ language, prompt, stored, edits: group })),
      ]
    }),
  )
}

/** Whether somebody else has changed the text since, and to something else. */
function isOvertaken({ base, text }: Edit, stored: string | null): boolean {
  const isSame = (other: string | null): boolean => (other?.trim() ?? null) === (stored?.trim() ?? null)
  return !isSame(base) && !isSame(text)
}

/** @returns edits with which those of a prompt can be undone */
function backwards({ stored, edits }: PromptEdits): Edit[] {
  return edits.map((edit) => ({ ...edit, base: edit.text, text: storedText(stored, edit) }))
}

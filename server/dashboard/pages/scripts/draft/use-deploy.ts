/** Deploys the draft, undoes a deployment, and discards the draft. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import { ApiProblem, toldOf } from '../../../api/problem.ts'
import { useToast } from '../../../ui/toast.tsx'
import type { Drafting } from './drafting.ts'
import { editingText } from './editing-text.ts'
import type { ServerDraft } from './saving.ts'
import { deployDraft, draftKey, undoDeploy } from './saving.ts'

/** Why the server did not deploy the draft. */
export type Refusal =
  | { kind: 'broken'; script: string; line: number; column: number; reason: string }
  | { kind: 'overtaken' }
  | { kind: 'failed'; error: Error }

interface Deploying {
  busy: boolean
  refusal: Refusal | undefined
  /** The dialog that reviews the draft is open. */
  isReviewing: boolean
  review(): void
  closeReview(): void
  /** Deploys at once, or opens the review when there is something to review. */
  deploy(): void
  /** Deploys after the review. @param isOver whether the deployment may overwrite newer live scripts */
  confirm(note: string, isOver: boolean): void
  discard(): void
  /** Removes the refusal from the screen: the person is changing the draft. */
  forget(): void
}

/** Actions on a whole draft. */
export function useDeploy(id: string, drafting: Drafting): Deploying {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const [refusal, setRefusal] = useState<Refusal>()
  const [isReviewing, setReviewing] = useState(false)
  const says = editingText.deploy

  const read = () => client.call('GET /api/v2/connections/{id}/draft', { params: { id } })

  /**
   * Puts the draft into the cache, which must not be older than the screen, and reads the rest of the connection again.
   */
  async function continueFrom(draft: ServerDraft, scripts?: ServerDraft['scripts']): Promise<void> {
    await queries.cancelQueries({ queryKey: draftKey(id) })
    queries.setQueryData(draftKey(id), draft)
    drafting.continueFrom(draft, scripts)
    await queries.invalidateQueries({ queryKey: ['connection', id] })
  }

  const undoing = useMutation({
    networkMode: 'always',
    mutationFn: async (version: number) => {
      const live = await undoDeploy(client, id, version)
      // The text on the screen stays, and becomes the draft again.
      await continueFrom(await read())
      return live
    },
    onSuccess: (live, version) => say({ title: says.undone(live, version - 1) }),
    onError: (error) =>
      say(error instanceof ApiProblem && error.status === 412 ? { title: says.notUndone } : toldOf(error)),
  })

  const deploying = useMutation({
    networkMode: 'always',
    mutationFn: async (confirmed: { note: string; isOver: boolean } | undefined) => {
      if (!(await drafting.saveNow())) return undefined
      const { server } = drafting.state()
      const isPlain = !server.is_behind && server.missing_configuration.length === 0
      if (!confirmed && !isPlain) {
        setReviewing(true)
        return undefined
      }
      if (confirmed?.isOver) {
        // Without force: if there is a still newer version, the server refuses again.
        drafting.resolve(server.scripts, { parent_version: server.live_version })
        if (!(await drafting.saveNow())) return undefined
      }
      const { revision, scripts } = drafting.state().server
      const version = await deployDraft(client, id, { revision, note: confirmed?.note ?? '' })
      const { saved_at: _at, saved_by: _by, saved_by_name: _name, ...gone } = server
      await continueFrom({
        ...gone,
        exists: false,
        revision: 0,
        scripts,
        parent_version: version,
        live_version: version,
        is_behind: false,
      })
      return version
    },
    onSuccess(version) {
      if (version === undefined) return
      setReviewing(false)
      say({ title: says.done(version), undo: () => undoing.mutate(version) })
    },
    async onError(error) {
      const refused = refusalOf(error)
      setRefusal(refused)
      if (refused.kind === 'broken') setReviewing(false)
      if (!(error instanceof ApiProblem) || (error.status !== 409 && error.status !== 412)) return
      if (error.status === 409) setRefusal(undefined)
      else setReviewing(false)
      const now = await read()
      queries.setQueryData(draftKey(id), now)
      drafting.receive(now)
      if (error.status === 409) setReviewing(true)
    },
  })

  const discarding = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const before = drafting.state()
      const { exists, revision, parent_version } = before.server
      if (exists) {
        await client.call('DELETE /api/v2/connections/{id}/draft', {
          params: { id },
          headers: { 'If-Match': `"${revision}"` },
        })
      }
      const live = await read()
      await continueFrom(live, live.scripts)
      return { scripts: before.scripts, parent_version }
    },
    onSuccess: ({ scripts, parent_version }) =>
      say({
        title: editingText.discarded,
        undo: () => drafting.resolve(scripts, { parent_version }),
      }),
    async onError(error) {
      setRefusal(refusalOf(error))
      if (error instanceof ApiProblem && error.status === 412) drafting.receive(await read())
    },
  })

  return {
    busy: deploying.isPending || discarding.isPending || undoing.isPending,
    refusal,
    isReviewing,
    review: () => setReviewing(true),
    closeReview: () => setReviewing(false),
    deploy() {
      setRefusal(undefined)
      deploying.mutate(undefined)
    },
    confirm(note, isOver) {
      setRefusal(undefined)
      deploying.mutate({ note, isOver })
    },
    discard() {
      setRefusal(undefined)
      discarding.mutate()
    },
    forget: () => setRefusal(undefined),
  }
}

function refusalOf(error: Error): Refusal {
  if (!(error instanceof ApiProblem)) return { kind: 'failed', error }
  if (error.status === 412) return { kind: 'overtaken' }
  const { script, line, column, reason } = error.fields
  if (typeof script === 'string' && typeof line === 'number' && typeof column === 'number') {
    return {
      kind: 'broken',
      script,
      line,
      column,
      reason: typeof reason === 'string' ? reason : error.message,
    }
  }
  return { kind: 'failed', error }
}

/** Opens the merge of two drafts, or of the draft and newer live scripts. @module */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../../api/context.tsx'
import type { Drafting } from './drafting.ts'
import type { ServerDraft } from './saving.ts'
import { draftKey, liveScripts, scriptsOf } from './saving.ts'
import type { Scripts, Sides } from './script-set.ts'

/** The two sides, and what to do with the result. */
interface Merge {
  sides: Sides
  from: { server?: ServerDraft; parent_version?: number }
}

interface Merging {
  merge: Merge | undefined
  failure: Error | undefined
  open(): Promise<void>
  close(): void
  finish(scripts: Scripts): void
}

/** @returns the merge that is open, if any */
export function useMerge(id: string, drafting: Drafting): Merging {
  const client = useApi()
  const queries = useQueryClient()
  const [merge, setMerge] = useState<Merge>()
  const [failure, setFailure] = useState<Error>()

  async function begin(): Promise<Merge> {
    const { scripts: mine, server, save } = drafting.state()
    if (save.kind === 'conflict') {
      const { theirs } = save
      return { sides: { base: server.scripts, mine, theirs: theirs.scripts }, from: { server: theirs } }
    }
    const [parent, connection, now] = await Promise.all([
      client.call('GET /api/v2/connections/{id}/versions/{version}', {
        params: { id, version: server.parent_version },
      }),
      client.call('GET /api/v2/connections/{id}', { params: { id } }),
      client.call('GET /api/v2/connections/{id}/draft', { params: { id } }),
    ])
    return {
      sides: { base: scriptsOf(parent.options), mine, theirs: liveScripts(connection) },
      from: { parent_version: now.live_version },
    }
  }

  return {
    merge,
    failure,
    async open() {
      setFailure(undefined)
      try {
        setMerge(await begin())
      } catch (error) {
        setFailure(error as Error)
      }
    },
    close: () => setMerge(undefined),
    finish(scripts) {
      if (merge) drafting.resolve(scripts, merge.from)
      setMerge(undefined)
      void queries.invalidateQueries({ queryKey: draftKey(id) })
    },
  }
}

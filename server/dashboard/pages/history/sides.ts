/** What can be compared: a version, or the draft. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import type { Scripts } from '../scripts/draft/draft-texts.ts'
import { draftKey, scriptsOf } from '../scripts/draft/saving.ts'

/** One row of the history. */
export type Version = Operations['GET /api/v2/connections/{id}/versions']['result']['versions'][number]

/** A version's number, or `draft`; as it stands in the address. */
export type Side = string

/** One of two that are compared. */
export interface WholeSide {
  scripts: Scripts
  /** Options beside the scripts; none of a draft, which is scripts alone. */
  options: { [name: string]: unknown } | undefined
  missing_configuration: readonly string[]
  mode: Version['mode'] | undefined
}

/** @returns the draft or a version whole */
export function useSide(id: string, side: Side): UseQueryResult<WholeSide> {
  const client = useApi()
  return useQuery({
    queryKey: side === 'draft' ? [...draftKey(id), 'side'] : ['connection', id, 'versions', side],
    queryFn: async ({ signal }): Promise<WholeSide> => {
      if (side === 'draft') {
        const draft = await client.call('GET /api/v2/connections/{id}/draft', { params: { id }, signal })
        const { scripts, missing_configuration } = draft
        return { scripts, options: undefined, missing_configuration, mode: undefined }
      }
      const version = await client.call('GET /api/v2/connections/{id}/versions/{version}', {
        params: { id, version: Number(side) },
        signal,
      })
      const { customScripts: _, ...options } = version.options
      const { missing_configuration, mode } = version
      return { scripts: scriptsOf(version.options), options, missing_configuration, mode }
    },
  })
}

/** @returns names of options that differ; of a draft, none */
export function differingOptions(one: WholeSide, other: WholeSide): string[] {
  if (!one.options || !other.options) return []
  const [a, b] = [one.options, other.options]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
    .toSorted()
}

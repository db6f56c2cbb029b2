/** The sides of a comparison: a version, or the draft. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { draftKey, scriptsOf } from '../scripts/draft/saving.ts'
import type { Scripts } from '../scripts/draft/script-set.ts'

/** A version in the list of the API. */
export type Version = Operations['GET /api/v2/connections/{id}/versions']['result']['versions'][number]

/** Number of a version, or `draft`, as in the URL. */
export type Side = string

/** One of the two sides that are compared, with its texts. */
export interface WholeSide {
  scripts: Scripts
  /** Options beside the scripts; undefined for a draft, which consists of scripts only. */
  options: { [name: string]: unknown } | undefined
  missing_configuration: readonly string[]
  mode: Version['mode'] | undefined
}

/** @returns the whole draft or version */
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

/** @returns names of options that differ; none when one side is a draft */
export function differingOptions(one: WholeSide, other: WholeSide): string[] {
  if (!one.options || !other.options) return []
  const [a, b] = [one.options, other.options]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
    .toSorted()
}

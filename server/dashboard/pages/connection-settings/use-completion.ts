/** Completes a migration. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { connectionKey } from '../../shell/connection-page.tsx'
import { useToast } from '../../ui/toast.tsx'
import { settingsText } from './text.ts'
import type { Settings } from './use-settings.ts'
import { scopeOf } from './use-settings.ts'

/** Makes the connection local; the server creates a version for this change. */
export function useCompletion({ id, options, save }: Settings) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const key = connectionKey(id)
  const completing = useMutation({
    scope: scopeOf(id),
    mutationFn: async (force: boolean) => {
      await queries.cancelQueries({ queryKey: key })
      let etag = ''
      const { connection } = await client.call('POST /api/v2/connections/{id}/complete-migration', {
        params: { id },
        body: { force },
        seen: (headers) => {
          etag = headers.get('ETag') ?? ''
        },
      })
      queries.setQueryData(key, { connection, etag })
    },
    onSuccess: async () => {
      const { enabledDatabaseCustomization, import_mode } = options
      const what = settingsText.mode.modes.local[0]
      say({
        title: settingsText.saved(what),
        undo: () => save(what, { enabledDatabaseCustomization, import_mode }),
      })
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  return {
    /** @param force completes the migration even if some users can then no longer sign in */
    complete: (force: boolean) => completing.mutate(force),
    isPending: completing.isPending,
    error: completing.error,
  }
}

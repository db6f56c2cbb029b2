/** Keeps the figures of a migration up to date while the page is seen. @module */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { migrationKey } from './queries.ts'

/** Many sign-ins within this time cause one new reading. */
const REST_MS = 1_000

/** Reads the figures again when the log has a new entry of the connection. The stream is closed while the tab is hidden. */
export function useLiveMigration(id: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    let stream: EventSource | undefined
    let timer: number | undefined

    const readAgain = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined
        void queries.invalidateQueries({ queryKey: migrationKey(id) })
      }, REST_MS)
    }
    const follow = (): void => {
      stream?.close()
      stream = undefined
      if (document.visibilityState === 'hidden') return
      const query = new URLSearchParams({ q: `connection_id:"${id}"` })
      stream = new EventSource(`/api/v2/logs/stream?${query}`)
      stream.addEventListener('log', readAgain)
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      window.clearTimeout(timer)
      stream?.close()
    }
  }, [id, queries])
}

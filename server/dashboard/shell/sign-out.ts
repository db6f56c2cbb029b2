/** Signing out of the dashboard. @module */
import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/context.tsx'
import { SESSION_KEY, signOut } from '../api/session.ts'
import { forgetDrafts } from './preferences.ts'

/** @returns signs out, here or everywhere */
export function useSignOut(): (everywhere: boolean) => Promise<void> {
  const client = useApi()
  const queries = useQueryClient()
  return async (everywhere) => {
    await signOut(client, everywhere)
    forgetDrafts()
    // The page is removed first, because it shows the rest of the cache.
    queries.setQueryData(SESSION_KEY, null)
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
  }
}

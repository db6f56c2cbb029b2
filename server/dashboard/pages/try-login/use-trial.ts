/** Requests a trial sign-in, and stores nothing of what was typed. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import type { Trial, TrialInput } from './trial.ts'

/** How a trial came back, with the mode that it was asked for in. */
export interface ToldTrial {
  trial: Trial
  mode: TrialInput['mode']
}

/**
 * @param input the form's present state. It is read when the request is made and given to no cache: the mutation itself has
 *   no variables
 */
export function useTrial(connectionId: string, input: TrialInput, onTold?: (told: ToldTrial) => void) {
  const client = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (): Promise<ToldTrial> => ({
      mode: input.mode,
      trial: await client.call('POST /api/v2/connections/{id}/try-login', {
        params: { id: connectionId },
        body: input,
      }),
    }),
    onSuccess: (told) => {
      onTold?.(told)
      // Not awaited, so that the person can try again at once.
      if (told.mode === 'real') void queries.invalidateQueries({ predicate: isOfUsers })
    },
    gcTime: 0,
  })
}

/** A login for real may have made a user, which lists of connections count, and counts as a login in any case. */
const isOfUsers = ({ queryKey: [first] }: { queryKey: readonly unknown[] }): boolean =>
  first === 'users' || first === 'user' || first === 'connections'

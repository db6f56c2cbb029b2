/** Requests a trial sign-in, and stores nothing of what was typed. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import type { Trial, TrialInput } from './trial.ts'

/** A finished trial, with the mode that was requested. */
export interface FinishedTrial {
  trial: Trial
  mode: TrialInput['mode']
}

/**
 * @param input the form's present state. It is read when the request is sent and never cached: the mutation itself has
 * no variables
 */
export function useTrial(
  connectionId: string,
  input: TrialInput,
  onFinished?: (finished: FinishedTrial) => void,
) {
  const client = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (): Promise<FinishedTrial> => ({
      mode: input.mode,
      trial: await client.call('POST /api/v2/connections/{id}/try-login', {
        params: { id: connectionId },
        body: input,
      }),
    }),
    onSuccess: (finished) => {
      onFinished?.(finished)
      // Not awaited, so that the person can try again at once.
      if (finished.mode === 'real') void queries.invalidateQueries({ predicate: isOfUsers })
    },
    gcTime: 0,
  })
}

/** A real sign-in counts as a login, and may have created a user; lists of connections show both numbers. */
const isOfUsers = ({ queryKey: [first] }: { queryKey: readonly unknown[] }): boolean =>
  first === 'users' || first === 'user' || first === 'connections'

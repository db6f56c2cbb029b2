/** Blocks and unblocks one user. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { toldOf } from '../../api/problem.ts'
import { useToast } from '../../ui/toast.tsx'
import type { ListedUser } from './queries.ts'
import { callUser } from './queries.ts'
import { usersText } from './text.ts'

/** The message that follows can undo the change. Sessions that a block has ended stay ended, which the message says. */
export function useBlocking(user: ListedUser) {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const id = user.user_id ?? ''
  const change = useMutation({
    mutationFn: ({ blocked }: { blocked: boolean; undoes?: true }) =>
      client.call('PATCH /api/v2/users/{id}', { params: { id }, body: { blocked } }),
    onSuccess: async (_after, { blocked, undoes }) => {
      const name = callUser(user)
      say({
        title: (blocked ? usersText.nowBlocked : usersText.nowUnblocked)(name),
        ...(blocked && { detail: usersText.blockEnds }),
        ...(!undoes && { undo: () => change.mutate({ blocked: !blocked, undoes: true }) }),
      })
      await Promise.all([['users'], ['user', id]].map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
    onError: (error) => say(toldOf(error)),
  })
  return {
    isPending: change.isPending,
    /** Blocks the user, or unblocks them if they are blocked. */
    toggle: () => change.mutate({ blocked: user.blocked !== true }),
  }
}

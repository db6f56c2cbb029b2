/** Members and invitations. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'

/** A member as the API lists it. */
export type Member = Operations['GET /api/v2/members']['result'][number]

/** An invitation that nobody has accepted yet. */
export type Invitation = Operations['GET /api/v2/member-invitations']['result'][number]

/** Every write of the page invalidates both lists. */
export const MEMBERS_KEY = ['members'] as const

/** The members, the oldest first. */
export function membersQuery(client: ApiClient) {
  return queryOptions({
    queryKey: [...MEMBERS_KEY, 'list'],
    queryFn: ({ signal }): Promise<Member[]> => client.call('GET /api/v2/members', { signal }),
  })
}

/** The invitations, the oldest first. */
export function invitationsQuery(client: ApiClient) {
  return queryOptions({
    queryKey: [...MEMBERS_KEY, 'invitations'],
    queryFn: ({ signal }): Promise<Invitation[]> => client.call('GET /api/v2/member-invitations', { signal }),
  })
}

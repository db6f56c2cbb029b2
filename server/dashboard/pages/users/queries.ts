/** What several pages of users read. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'
import { inSentence } from '../../ui/foreign.tsx'

/** As the API gives it. */
export type User = Operations['GET /api/v2/users/{id}']['result']

/** A row of the list. */
export type ListedUser = Extract<
  Operations['GET /api/v2/users']['result'],
  { users: unknown }
>['users'][number]

/** A connection as lists and forms need it. */
export type ChoosableConnection = Pick<
  Operations['GET /api/v2/connections/{id}']['result'],
  'id' | 'name' | 'options'
>

const MOST = 100

/** Names, ids and options of the tenant's connections, for filters and choices. */
export function connectionChoices(client: ApiClient) {
  return queryOptions({
    queryKey: ['connections', 'choices'],
    queryFn: async ({ signal }) => {
      const answer = await client.call('GET /api/v2/connections', { query: { per_page: MOST }, signal })
      return Array.isArray(answer) ? answer : answer.connections
    },
  })
}

/** @returns what a user is called in sentences */
export function callUser(user: Pick<Partial<User>, 'email' | 'username' | 'user_id'>): string {
  return inSentence(user.email ?? user.username ?? user.user_id ?? '')
}

/** @returns the identity that the user was made with; the others were linked later */
export function ownIdentity(user: Pick<Partial<User>, 'identities' | 'user_id'>) {
  const own = user.identities?.filter(({ profileData }) => profileData === undefined) ?? []
  return own.find(({ provider, user_id }) => `${provider}|${user_id}` === user.user_id) ?? own[0]
}

/** @returns name of the connection whose password is the user's */
export function ownConnection(user: Pick<Partial<User>, 'identities' | 'user_id'>): string {
  return ownIdentity(user)?.connection ?? ''
}

/** Queries and types that several pages of users share. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'
import { inSentence } from '../../ui/plain-text.ts'

/** A user of the API. */
export type User = Operations['GET /api/v2/users/{id}']['result']

/** A row of the list of users. */
export type ListedUser = Extract<
  Operations['GET /api/v2/users']['result'],
  { users: unknown }
>['users'][number]

/** The fields of a connection that lists and forms need. */
export type ChoosableConnection = Pick<
  Operations['GET /api/v2/connections/{id}']['result'],
  'id' | 'name' | 'options'
>

const MOST = 100

/** Names, IDs and options of the tenant's connections, for filters and choices. */
export function connectionChoices(client: ApiClient) {
  return queryOptions({
    queryKey: ['connections', 'choices'],
    queryFn: async ({ signal }) => {
      const answer = await client.call('GET /api/v2/connections', { query: { per_page: MOST }, signal })
      return Array.isArray(answer) ? answer : answer.connections
    },
  })
}

/** @returns the name of a user in sentences */
export function callUser(user: Pick<Partial<User>, 'email' | 'username' | 'user_id'>): string {
  return inSentence(user.email ?? user.username ?? user.user_id ?? '')
}

/** @returns the identity that the user was created with; all others were linked later */
export function ownIdentity(user: Pick<Partial<User>, 'identities' | 'user_id'>) {
  const own = user.identities?.filter(({ profileData }) => profileData === undefined) ?? []
  return own.find(({ provider, user_id }) => `${provider}|${user_id}` === user.user_id) ?? own[0]
}

/** @returns name of the connection that has the user's password */
export function ownConnection(user: Pick<Partial<User>, 'identities' | 'user_id'>): string {
  return ownIdentity(user)?.connection ?? ''
}

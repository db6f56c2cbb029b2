/** What the sign-in help reads. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { LogEntry } from '../../api/logs.ts'
import { entriesOf, isUserId, quoted, readEntries } from '../../api/logs.ts'
import type { ListedUser } from '../users/queries.ts'
import type { Known } from './findings.ts'

const MOST_USERS = 5
const MOST_ENTRIES = 20

/** All keys start with this: a remedy invalidates them. */
export const HELP_KEY = 'sign-in-help'

/** Reads only: nothing is written, and no script runs. @param person as typed, not empty */
export function knownQuery(client: ApiClient, person: string) {
  return queryOptions({
    queryKey: [HELP_KEY, person],
    queryFn: async ({ signal }): Promise<Known> => {
      const [users, { blocked_for }] = await Promise.all([
        findUsers(client, person, signal),
        isUserId(person)
          ? { blocked_for: [] }
          : client.call('GET /api/v2/user-blocks', { query: { identifier: person }, signal }),
      ])
      const ids = users.map(({ user_id = '' }) => user_id).filter((id) => id !== person)
      const [entries, ofUsers] = await Promise.all([
        Promise.all(
          [person, ...ids].map((one) => readEntries(client, entriesOf(one), { size: MOST_ENTRIES, signal })),
        ),
        // A user ID stands for every name that the user can type.
        isUserId(person) && users.length > 0
          ? client.call('GET /api/v2/user-blocks/{id}', { params: { id: person }, signal })
          : { blocked_for: [] },
      ])
      return {
        person,
        users,
        blocks: [...blocked_for, ...ofUsers.blocked_for],
        entries: newest(entries.flat()),
      }
    },
  })
}

async function findUsers(
  client: ApiClient,
  person: string,
  signal: AbortSignal,
): Promise<readonly ListedUser[]> {
  const value = quoted(person)
  const q = isUserId(person) ? `user_id:${value}` : `email:${value} OR username:${value}`
  const answer = await client.call('GET /api/v2/users', { query: { q, per_page: MOST_USERS }, signal })
  return Array.isArray(answer) ? answer : answer.users
}

function newest(entries: readonly LogEntry[]): LogEntry[] {
  const byId = new Map(entries.map((entry) => [entry.log_id ?? '', entry]))
  return [...byId]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, MOST_ENTRIES)
    .map(([, entry]) => entry)
}

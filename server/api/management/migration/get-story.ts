/** `GET /api/v2/connections/{id}/migration/story`: Ferry's own. @module */
import * as z from 'zod'
import { findByName } from '../../../migration/identifiers/aliases.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import type { SearchNode } from '../../../store/contract.ts'
import { hasAny } from '../../access/caller.ts'
import { defineRoute } from '../../route/route.ts'
import { Identifier } from '../../shapes/person-input.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { recordsWritten } from '../trials/runs.ts'
import { isoTime } from './ledger-shapes.ts'
import { toWaitingPerson, WaitingPerson } from './people.ts'

/** Entries of the log, and events, that a story has at most. */
const MOST_ENTRIES = 30

export const getMigrationStory = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/migration/story',
  name: 'getMigrationStory',
  tag: 'Migration',
  summary: 'Get the story of one person',
  description:
    'Ferry’s own. Answers why an address exists, and why a person could not sign in: how the user was created or migrated, what a script last said, and the newest entries of the log with that name. No script runs; `whois` asks the legacy store.',
  scopes: ['read:users'],
  params: ConnectionParams,
  query: z.object({
    identifier: Identifier.refine((typed) => typed.trim() !== '', 'must not be empty').describe(
      'The email address or username, as it is typed to sign in.',
    ),
  }),
  result: z
    .object({
      identifier: z.string().describe('The name that was looked up, as it is stored.'),
      user: z
        .object({
          user_id: z.string().describe('The ID of the user.'),
          by_alias: z.boolean().describe('Whether the name is a further sign-in name of the user.'),
          has_password: z.boolean().describe('Whether Ferry has a password: then no script is asked.'),
          blocked: z.boolean().describe('Whether the user is blocked.'),
          created_at: z.iso.datetime().describe('When the user was created.'),
          made_by: z.string().optional().describe('How the user was created, if not by a migration.'),
          migrated_at: z.iso.datetime().optional().describe('When the user was migrated.'),
          migrated_by: z.string().optional().describe('What migrated the user.'),
          migrated_version: z.int().optional().describe('The version of the connection that did it.'),
          run_id: z.string().optional().describe('The run of the script that did it.'),
        })
        .optional()
        .describe('The user who signs in with that name. Missing when there is none.'),
      tombstoned: z
        .boolean()
        .describe('Whether a user with that name was deleted and is kept from coming back.'),
      waiting: z.array(WaitingPerson).describe('What scripts said about the name, when nobody was migrated.'),
      log: z
        .array(
          z.object({
            log_id: z.string().describe('The ID of the entry.'),
            type: z.string().describe('The code of the event.'),
            description: z.string().optional().describe('What happened, or why it failed.'),
            run_id: z.string().optional().describe('The run of the script.'),
            at: z.iso.datetime().describe('When it happened.'),
          }),
        )
        .optional()
        .describe('The newest entries with that name or user, at most 30. Missing without `read:logs`.'),
    })
    .meta({ id: 'MigrationStory', description: 'What Ferry knows of one person.' }),
  errors: ['inexistent_connection', 'search_timeout'],
  async handle(deps, { tenant: { tenant_id }, params, query, granted }) {
    const connection = await findConnection(deps, params.id)
    await recordsWritten(deps)
    const { store } = deps
    const { connection_id } = connection
    const key = normaliseIdentifier(query.identifier.trim())
    const stored = await findByName(store, { tenant_id, connection, key })
    const user_id = stored?.user.user_id
    const mayReadLog = hasAny(granted, ['read:logs'])
    if (mayReadLog) await deps.logSettled()
    const [tombstoned, waiting, events, log] = await Promise.all([
      store.isTombstoned(tenant_id, connection_id, { keys: [key] }),
      store.findLedgerPeople(tenant_id, connection_id, key),
      user_id === undefined ? [] : store.listEventsOfUser(tenant_id, user_id, MOST_ENTRIES),
      mayReadLog
        ? store.listLogs(
            tenant_id,
            {
              where: entriesAbout(connection_id, [query.identifier.trim(), key], user_id),
              oldest_first: false,
            },
            { offset: 0, limit: MOST_ENTRIES },
          )
        : undefined,
    ])
    const arrival = events.find((event) => event.kind === 'migrated' && event.connection_id === connection_id)
    return {
      identifier: key,
      ...(stored && {
        user: {
          user_id: stored.user.user_id,
          by_alias: stored.by_alias === true,
          has_password: stored.password_hash !== undefined,
          blocked: stored.user.blocked,
          created_at: isoTime(stored.user.created_at),
          made_by: stored.user.made_by,
          ...(stored.user.migrated_at !== undefined && { migrated_at: isoTime(stored.user.migrated_at) }),
          migrated_by: stored.user.migrated_by,
          migrated_version: stored.user.migrated_version,
          run_id: arrival?.run_id,
        },
      }),
      tombstoned,
      waiting: waiting.map(toWaitingPerson),
      ...(log && {
        log: log.items.map(({ log_id, type, description, run_id, at }) => ({
          log_id,
          type,
          description,
          run_id,
          at: isoTime(at),
        })),
      }),
    }
  },
})

/** Entries of the connection about any of the names, or about the user. */
function entriesAbout(
  connection_id: string,
  names: readonly string[],
  user_id: string | undefined,
): SearchNode {
  const is = (field: string, value: string): SearchNode => ({
    kind: 'field',
    field,
    path: [],
    test: { kind: 'is', value },
  })
  const about = [...new Set(names)].map((name) => is('user_name', name))
  if (user_id !== undefined) about.push(is('user_id', user_id))
  return { kind: 'and', parts: [is('connection_id', connection_id), { kind: 'or', parts: about }] }
}

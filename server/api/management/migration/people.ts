/** `GET` and `DELETE /api/v2/connections/{id}/migration/people`: Ferry's own. @module */
import * as z from 'zod'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import type { LedgerMark, LedgerPerson } from '../../../store/contract.ts'
import { BadMark } from '../../../store/contract.ts'
import { CheckpointQuery, DEFAULT_SIZE } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { Identifier } from '../../shapes/person-input.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { recordsWritten } from '../trials/runs.ts'
import { isoTime, WAITING_STATES } from './ledger-shapes.ts'

/** Somebody who is known and not migrated. */
export const WaitingPerson = z
  .object({
    identifier: z
      .string()
      .optional()
      .describe('The name that was typed, or that the profile has. Missing for people who were deleted.'),
    external_id: z.string().optional().describe('The ID in the legacy store, as far as it is known.'),
    state: z.enum(WAITING_STATES).describe('What happened last.'),
    reason: z.string().optional().describe('The code of the failure or refusal.'),
    purpose: z.string().optional().describe('What the run was for: a sign-in, a reset and so on.'),
    field: z.string().optional().describe('Of a conflict: the field that another user has.'),
    holder_id: z.string().optional().describe('Of a conflict: that user.'),
    revision: z.int().optional().describe('The version of the connection.'),
    run_id: z.string().optional().describe('The run of the script.'),
    first_at: z.iso.datetime().describe('When the person was first found.'),
    at: z.iso.datetime().describe('When it happened.'),
  })
  .meta({ id: 'WaitingPerson', description: 'Someone whom a script has found and who is not migrated.' })

export function toWaitingPerson(row: LedgerPerson): z.input<typeof WaitingPerson> {
  const { name_key: identifier, person: _, first_at, at, ...rest } = row
  return { identifier, ...rest, first_at: isoTime(first_at), at: isoTime(at) }
}

export const listMigrationPeople = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/migration/people',
  name: 'listMigrationPeople',
  tag: 'Migration',
  summary: 'List people who are not migrated yet',
  description:
    'Ferry’s own. Lists people whom a script has found and who are not migrated, the newest first. The newest 100,000 of each connection are kept. People whom nobody has asked about are only in the legacy store, and not in this list.',
  scopes: ['read:users'],
  params: ConnectionParams,
  query: CheckpointQuery.extend({
    state: z.enum(WAITING_STATES).optional().describe('Only people in this state.'),
  }),
  result: z
    .object({
      people: z.array(WaitingPerson).describe('The people of the page.'),
      next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
    })
    .meta({ id: 'WaitingPeoplePage', description: 'A page of people who are not migrated yet.' }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params, query }) {
    await findConnection(deps, params.id)
    await recordsWritten(deps)
    const take = query.take ?? DEFAULT_SIZE
    const after = query.from ? readMark(query.from) : undefined
    const rows = await deps.store.listLedgerPeople(tenant_id, params.id, query.state, after, take + 1)
    const page = rows.slice(0, take)
    const last = page.at(-1)
    return {
      people: page.map(toWaitingPerson),
      ...(last && rows.length > take ? { next: writeMark(last) } : {}),
    }
  },
})

export const deleteMigrationPeople = defineRoute({
  method: 'delete',
  path: '/api/v2/connections/:id/migration/people',
  name: 'deleteMigrationPeople',
  tag: 'Migration',
  summary: 'Erase what a migration knows of a person',
  description:
    'Ferry’s own. Deletes what the list of people who are not migrated has under a name. Deleting a user does the same. The log and the runs keep what they have until they are old.',
  scopes: ['delete:users'],
  params: ConnectionParams,
  query: z.object({
    identifier: Identifier.describe('The email address or username, as it is typed to sign in.'),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params, query }) {
    await findConnection(deps, params.id)
    await recordsWritten(deps)
    await deps.store.deleteLedgerPeople(tenant_id, params.id, normaliseIdentifier(query.identifier.trim()))
  },
})

const Mark = z.tuple([z.int().min(0), z.string().max(500)])

const writeMark = ({ at, person }: LedgerMark): string =>
  Buffer.from(JSON.stringify([at, person])).toString('base64url')

/** @throws {BadMark} */
function readMark(text: string): LedgerMark {
  try {
    const [at, person] = Mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at, person }
  } catch {
    throw new BadMark()
  }
}

/** Shapes that the endpoints of a migration share. @module */
import * as z from 'zod'
import type { LedgerState } from '../../../store/contract.ts'

const STATES = [
  'migrated',
  'joined',
  'failed',
  'conflict',
  'refused',
  'denied',
  'seen',
  'tombstoned',
] as const satisfies readonly LedgerState[]

/** States of people who are known and not migrated. */
export const WAITING_STATES = ['seen', 'failed', 'conflict', 'refused', 'tombstoned'] as const

/** What happened. */
const OutcomeState = z
  .enum(STATES)
  .describe(
    '`migrated`; `joined`: signed up while the connection imports; `failed`: the script failed, or its profile cannot be stored; ' +
      '`conflict`: another user has what the profile needs; `refused` by a rule; `denied`: a wrong password or an unknown name; ' +
      '`seen`: a script found the person; `tombstoned`: deleted for good.',
  )

/** Counts of one state and reason. */
export const OUTCOME_COUNT = {
  state: OutcomeState,
  reason: z
    .string()
    .describe('How people were migrated, or the code why they were not. Empty for states without a reason.'),
  events: z.int().describe('How many there were.'),
}

/** The number of people in the legacy store. */
export const LegacyTotalAnswer = z
  .object({
    total: z.int().optional().describe('How many people the legacy store has. Missing while unknown.'),
    source: z
      .enum(['typed', 'script'])
      .optional()
      .describe(
        'Who said so: `typed` by a member or client, or counted by the `script` of `options.ferry_count`.',
      ),
    at: z.iso.datetime().optional().describe('When it was typed or counted.'),
    tried_at: z.iso.datetime().optional().describe('When the script last ran.'),
    run_id: z.string().optional().describe('The ID of the record of that run.'),
    problem: z
      .string()
      .optional()
      .describe('Why the last count failed, for people. The total before it stays.'),
  })
  .meta({ id: 'LegacyTotal', description: 'How many people the legacy store of a connection has.' })

/** @returns the time as JSON has it */
export const isoTime = (at: number): string => new Date(at).toISOString()

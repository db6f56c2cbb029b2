/** The record of one run of a script. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { RunRecord } from '../../../store/contract.ts'

export const Run = z
  .object({
    run_id: z.string().describe('The ID of the run: `log_id` in the error of a failed sign-in.'),
    action: z.string().describe('The script that ran.'),
    script_revision: z.int().describe('The revision of its text.'),
    outcome: z.string().describe('How the run ended.'),
    message: z.string().optional().describe('What went wrong.'),
    purpose: z.string().describe('What it ran for: a sign-in, a reset of a password, a test run and so on.'),
    duration_ms: z.number().describe('How long the run took, in milliseconds.'),
    cpu_ms: z.number().describe('How many milliseconds of processor time the script used.'),
    logs: z.custom<Json>().describe('What the script wrote with `console`.'),
    trace: z.custom<Json>().describe('What the script asked of the network, in order.'),
    at: z.iso.datetime().describe('When the run started.'),
  })
  .meta({ id: 'Run', description: 'The record of one run of a script.' })

/** @returns the run as the API shows it: fields without a value are left out */
export function toRun({ message, at, connection_id: _, ...run }: RunRecord): z.input<typeof Run> {
  return { ...run, ...(message === undefined ? {} : { message }), at: new Date(at).toISOString() }
}

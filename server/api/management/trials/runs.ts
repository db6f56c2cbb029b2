/** Shared parts of the two endpoints for records of runs. @module */
import * as z from 'zod'
import type { Deps } from '../../http/deps.ts'

/** How often scripts ran, by action and purpose. */
export const RunCounts = z
  .array(
    z
      .object({
        action: z.string().describe('The script.'),
        purpose: z
          .string()
          .describe('What it ran for: a sign-in, a reset of a password, a test run and so on.'),
        runs: z.int().describe('How often it ran.'),
      })
      .meta({ id: 'RunCount', description: 'How often a script ran for one purpose.' }),
  )
  .describe('How often the scripts ran, by script and purpose.')

/** Runs are recorded beside the answers to logins. A ping is a write that comes after those under way. */
export const recordsWritten = ({ store }: Deps): Promise<void> => store.ping()

/** What the two endpoints about runs of scripts share. @module */
import * as z from 'zod'
import type { Deps } from '../../http/deps.ts'

/** How often scripts ran, by action and purpose. */
export const RunCounts = z.array(z.object({ action: z.string(), purpose: z.string(), runs: z.int() }))

/** Runs are recorded beside the answers to logins. A ping is a write that comes after those under way. */
export const recordsWritten = ({ store }: Deps): Promise<void> => store.ping()

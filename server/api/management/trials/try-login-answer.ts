/** The response of a trial login: its steps in order. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { LOGIN_STEPS } from '../../../migration/trials/login-report.ts'
import { ClashSchema, Ran } from './try-script.ts'

const Step = z.object({
  id: z.enum(LOGIN_STEPS),
  ok: z.boolean().nullable().describe('null: it was not taken'),
  detail: z.string(),
  duration_ms: z.number().nullable(),
})

/** The endpoint's answer. */
export const TryLogin = z.object({
  ok: z.boolean(),
  steps: z.array(Step),
  user: z.object({ user_id: z.string(), email: z.string().optional() }).optional(),
  run: z
    .object({
      run_id: z.string().optional().describe('Names the record; a preview leaves none'),
      duration_ms: Ran.duration_ms,
      cpu_ms: Ran.cpu_ms,
      logs: Ran.logs,
      trace: Ran.trace,
    })
    .optional()
    .describe('Of the login script; missing when it did not run'),
  checks: Ran.checks,
  id_token_claims: z
    .record(z.string(), z.custom<Json>())
    .optional()
    .describe('What the application would be told by openid, profile and email; no token is made'),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      script_message: z.string().optional().describe('As the script said no, when it said anything'),
      line: z.int().optional().describe('Of the login script'),
      column: z.int().optional(),
      clash: ClashSchema.optional().describe('Of profile_conflict'),
    })
    .optional(),
})

/** As `TryLogin` takes it. */
export type Answer = z.input<typeof TryLogin>

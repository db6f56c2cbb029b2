/** The response of a trial login: its steps in order. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { LOGIN_STEPS } from '../../../migration/trials/login-report.ts'
import { TOLD_ERROR } from '../../shapes/told-error.ts'
import { ClashSchema, Ran } from './try-script.ts'

const Step = z
  .object({
    id: z.enum(LOGIN_STEPS).describe('Names the step. For programs.'),
    ok: z
      .boolean()
      .nullable()
      .describe('Whether the step succeeded; null when the sign-in did not reach it.'),
    detail: z.string().describe('What happened. For people.'),
    duration_ms: z
      .number()
      .nullable()
      .describe('How long the step took, in milliseconds, where it was measured.'),
  })
  .meta({ id: 'LoginStep', description: 'A step of a sign-in.' })

/** The endpoint's answer. */
export const TryLogin = z
  .object({
    ok: z.boolean().describe('Whether the sign-in succeeded.'),
    steps: z.array(Step).describe('The steps of a sign-in, in their order.'),
    user: z
      .object({
        user_id: z.string().describe('The ID of the user.'),
        email: z.string().optional().describe('The email address.'),
      })
      .optional()
      .describe('The user who was signed in.'),
    run: z
      .object({
        run_id: z
          .string()
          .optional()
          .describe('The ID of the record of the run. A preview leaves no record.'),
        duration_ms: Ran.duration_ms,
        cpu_ms: Ran.cpu_ms,
        logs: Ran.logs,
        trace: Ran.trace,
      })
      .optional()
      .describe('The run of the login script. Missing when it did not run.'),
    checks: Ran.checks,
    id_token_claims: z
      .record(z.string(), z.custom<Json>())
      .optional()
      .describe(
        'The claims that the client would get with the scopes `openid`, `profile` and `email`. No token is made.',
      ),
    error: z
      .object({
        ...TOLD_ERROR,
        script_message: z.string().optional().describe('What the script said when it refused the sign-in.'),
        line: z.int().optional().describe('The line of the login script.'),
        column: z.int().optional().describe('The column of the login script.'),
        clash: ClashSchema.optional().describe(
          'Only of `profile_conflict`: the user that the profile conflicts with.',
        ),
      })
      .optional()
      .describe('Why the sign-in failed.'),
  })
  .meta({ id: 'LoginTrial', description: 'A tried login, step by step.' })

/** As `TryLogin` takes it. */
export type Answer = z.input<typeof TryLogin>

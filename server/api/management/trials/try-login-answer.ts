/** How a login that was tried is told: the steps of every login, in their order. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ClashSchema, Ran } from './try-script.ts'

const STEP_IDS = ['in_ferry', 'script', 'validation', 'import', 'tokens'] as const

const Step = z
  .object({
    id: z.enum(STEP_IDS).describe('Names the step. For programs.'),
    ok: z.boolean().nullable().describe('Whether the step succeeded; null when the login did not reach it.'),
    detail: z.string().describe('What happened. For people.'),
    duration_ms: z
      .number()
      .nullable()
      .describe('How long the step took, in milliseconds, where it was measured.'),
  })
  .meta({ id: 'LoginStep', description: 'A step of a login.' })

/** The endpoint's answer. */
export const TryLogin = z
  .object({
    ok: z.boolean().describe('Whether the login succeeded.'),
    steps: z.array(Step).describe('The steps of a login, in their order.'),
    user: z
      .object({
        user_id: z.string().describe('The id of the user.'),
        email: z.string().optional().describe('The e-mail address.'),
      })
      .optional()
      .describe('The user who was signed in.'),
    run: z
      .object({
        run_id: z
          .string()
          .optional()
          .describe('The id of the record of the run. A preview leaves no record.'),
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
        code: z.string().describe('Names the error. For programs.'),
        message: z.string().describe('What went wrong. For people.'),
        script_message: z.string().optional().describe('What the script said when it refused the login.'),
        line: z.int().optional().describe('The line of the login script.'),
        column: z.int().optional().describe('The column of the login script.'),
        clash: ClashSchema.optional().describe(
          'Only of `profile_conflict`: the user that the profile clashes with.',
        ),
      })
      .optional()
      .describe('Why the login failed.'),
  })
  .meta({ id: 'LoginTrial', description: 'A tried login, step by step.' })

/** As `TryLogin` takes it. */
export type Answer = z.input<typeof TryLogin>

/** What is said about the steps that were taken. */
export type Steps = { [id in (typeof STEP_IDS)[number]]?: Omit<z.input<typeof Step>, 'id'> }

/** @param ok null: it was not taken */
export function step(ok: boolean | null, detail: string, duration_ms: number | null = null) {
  return { ok, detail, duration_ms }
}

/** The step of a script that was not asked. */
export const NOT_RUN = step(null, 'The script did not run.')

const NOT_TAKEN = step(null, 'Not taken.')

/** @returns all steps: those that are not among the taken ones were not taken */
export function answer(
  ok: boolean,
  taken: Steps,
  rest: Omit<Answer, 'ok' | 'steps' | 'checks'> & { checks?: Answer['checks'] },
): Answer {
  return { ok, steps: STEP_IDS.map((id) => ({ id, ...(taken[id] ?? NOT_TAKEN) })), checks: [], ...rest }
}

/**
 * The steps of a script that was asked, up to the one that failed.
 *
 * @param error undefined when the profile can be used
 */
export function scriptSteps(error: Answer['error'], duration_ms: number | null): Steps {
  const returned = step(true, 'The script returned a profile.', duration_ms)
  switch (error?.code) {
    case undefined:
      return { script: returned, validation: step(true, 'The profile can be used.') }
    case 'invalid_profile':
    case 'profile_mismatch':
    case 'mfa_factors_unsupported':
      return { script: returned, validation: step(false, error?.message ?? '') }
    case 'profile_conflict':
    case 'blocked':
    case 'deleted':
      return {
        script: returned,
        validation: step(true, 'The profile can be used.'),
        import: step(false, error?.message ?? ''),
      }
    default:
      return { script: step(false, error?.message ?? '', duration_ms) }
  }
}

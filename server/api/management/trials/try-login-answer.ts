/** How a login that was tried is told: the steps of every login, in their order. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ClashSchema, Ran } from './try-script.ts'

const STEP_IDS = ['in_ferry', 'script', 'validation', 'import', 'tokens'] as const

const Step = z.object({
  id: z.enum(STEP_IDS),
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

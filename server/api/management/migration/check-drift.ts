/** `POST /api/v2/connections/{id}/drift`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { Connection } from '../../../store/contract.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { TOLD_ERROR } from '../../shapes/told-error.ts'
import { fromMarks } from '../connections/configuration-marks.ts'
import {
  ConfigurationInput,
  ConnectionParams,
  findConnection,
  ScriptSource,
} from '../connections/connection.ts'
import { plainWith } from '../connections/plain-keys.ts'
import { typedText } from '../members/member-input.ts'

const Difference = z
  .object({
    field: z.string().describe('The path of the field, such as `app_metadata.plan`.'),
    kind: z
      .enum(['only_first', 'only_second', 'value', 'type'])
      .describe('Whether one profile lacks the field, or its value or the type of its value differs.'),
    first: z.custom<Json>().optional().describe('The value in the first profile.'),
    second: z.custom<Json>().optional().describe('The value in the second profile.'),
  })
  .meta({ id: 'ProfileDifference', description: 'A field in which two profiles differ.' })

const DriftBody = z
  .object({
    identifier: typedText(1_024)
      .refine((typed) => typed.trim() !== '', 'must not be empty')
      .describe('The email address or username, as it is typed to sign in.'),
    password: typedText(1_024).describe('The password of the person.'),
    scripts: z
      .object({
        login: ScriptSource.optional().describe('The text of the `login` script.'),
        get_user: ScriptSource.optional().describe('The text of the `get_user` script.'),
      })
      .default({})
      .describe('Unsaved texts to run in place of the saved ones.'),
    configuration: ConfigurationInput.optional().describe(
      'Unsaved values to use in place of the saved ones.',
    ),
  })
  .meta({
    id: 'DriftCheck',
    description: 'The person to ask both scripts about.',
    examples: [{ identifier: 'ann@example.com', password: 'correct horse battery' }],
  })

const Drift = z
  .object({
    verdict: z
      .enum(['same', 'different', 'unknown'])
      .describe('Whether the scripts agree; `unknown`: a run returned no profile to compare.'),
    runs: z
      .array(
        z.object({
          script: z.enum(['login', 'get_user']).describe('The script that ran.'),
          ending: z.enum(['profile', 'nobody', 'failed']).describe('What the run returned.'),
          error: z
            .object({
              ...TOLD_ERROR,
            })
            .optional()
            .describe('Why the run failed.'),
          duration_ms: z.number().describe('How long the run took, in milliseconds.'),
        }),
      )
      .describe('The run of `login`, and the two runs of `get_user`.'),
    checks: z
      .array(
        z.object({
          id: z
            .enum([
              'login',
              'found',
              'same_user_id',
              'stable_user_id',
              'stable_profile',
              'same_profile',
              'arrival',
              'mfa_factors',
            ])
            .describe('Names the check. For programs.'),
          ok: z.boolean().nullable().describe('Null when a run gave no answer.'),
          message: z.string().describe('What was found. For people.'),
        }),
      )
      .describe('What a migration demands of the profiles, one by one.'),
    differences: z
      .array(Difference)
      .describe(
        'Where the profiles of `login` (first) and `get_user` (second) differ. Secrets are redacted.',
      ),
    unstable: z.array(Difference).describe('Where the two profiles of `get_user` differ.'),
  })
  .meta({ id: 'Drift', description: 'Whether `login` and `get_user` say the same about a person.' })

export const checkDrift = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/drift',
  name: 'checkDrift',
  tag: 'Migration',
  summary: 'Compare what login and get_user say about a person',
  description:
    'Ferry’s own. Runs `login` once and `get_user` twice for one person, and compares the profiles. Nothing is stored. The answer is 200 also when a script fails, since clients repeat a request that is answered with 5xx.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // As for a run of one script.
  needs_recent_sign_in: ({ body }) =>
    body.configuration !== undefined || Object.values(body.scripts).some((source) => source !== undefined),
  params: ConnectionParams,
  body: DriftBody,
  result: Drift,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, body, signal }) {
    const connection = await findConnection(deps, params.id)
    const stored = connection.configuration.values
    const configuration = body.configuration ? fromMarks(params.id, body.configuration, stored) : stored
    return await deps.flows.trials.findDrift({
      tenant_id: tenant.tenant_id,
      connection,
      configuration,
      plain: plainWith(connection.configuration, configuration),
      sources: {
        login: sourceOf(connection, 'login', body.scripts.login),
        get_user: sourceOf(connection, 'get_user', body.scripts.get_user),
      },
      identifier: body.identifier,
      password: body.password,
      signal,
    })
  },
})

/** @throws {ApiError} invalid_body */
function sourceOf(
  { scripts }: Connection,
  action: 'login' | 'get_user',
  unsaved: string | undefined,
): string {
  const source = unsaved ?? scripts[action]?.source
  if (source !== undefined && source.trim() !== '') return source
  throw invalidField(`scripts.${action}`, `The connection has no ${action} script: send its text`)
}

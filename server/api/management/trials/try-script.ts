/** `POST /api/v2/connections/{id}/scripts/{name}/try`. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ACTIONS } from '../../../../runtime/index.ts'
import { invalidField, missingField } from '../../http/invalid-field.ts'
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

const Text = z.string().max(1_024)

const Arguments = z
  .object({
    identifier: Text.optional().describe('For `get_user` and others: what the person typed.'),
    email: Text.optional().describe('The email address.'),
    username: Text.optional().describe('The username.'),
    password: Text.optional().describe('The password.'),
    newPassword: Text.optional().describe('For `change_password`: the new password.'),
    newEmail: Text.optional().describe('For `change_email`: the new email address.'),
    verified: z.boolean().optional().describe('For `change_email`: whether the new address is confirmed.'),
    id: Text.optional().describe('For `delete`: the ID without `auth0|`.'),
    user: z.record(z.string(), z.custom<Json>()).optional().describe('For `create`: the user to create.'),
    context: z
      .record(z.string(), z.custom<Json>())
      .optional()
      .describe('What the script gets before the callback, when `enable_script_context` is on.'),
  })
  .describe('The arguments that the script gets. Each script needs its own.')

const Advice = z
  .object({
    rule: z.string().describe('Names the rule. For programs.'),
    severity: z.enum(['warning', 'info']).describe('How much it matters.'),
    line: z.int().describe('The line where it starts, from 1.'),
    column: z.int().describe('The column where it starts, from 1.'),
    end_line: z.int().describe('The line where it ends.'),
    end_column: z.int().describe('The column where it ends.'),
    message: z.string().describe('What could be better. For people.'),
    fix: z
      .object({
        description: z.string().describe('What the fix does. For people.'),
        edits: z
          .array(
            z.object({
              start: z.int().describe('The position of the first character to replace.'),
              end: z.int().describe('The position after the last character to replace.'),
              text: z.string().describe('The text in its place.'),
            }),
          )
          .describe('The edits of the text.'),
      })
      .optional()
      .describe('How to change the text.'),
  })
  .meta({ id: 'Advice', description: 'What could be better in the text of a script.' })

/** Who has what a profile wants. */
export const ClashSchema = z
  .object({
    field: z.enum(['user_id', 'email', 'username']).describe('The field that both have.'),
    user_id: z.string().describe('The ID of the user who has it.'),
    connection_id: z.string().describe('The ID of that user’s connection.'),
    connection: z.string().describe('The name of that user’s connection.'),
  })
  .meta({
    id: 'ProfileClash',
    description: 'The user who has the ID, address or username of a profile already.',
  })

const ProfilePreview = z
  .object({
    returned: z
      .custom<Json>()
      .describe('What the script returned, with passwords and secret values redacted.'),
    stored: z
      .record(z.string(), z.custom<Json>())
      .optional()
      .describe('The user as it would be stored. Missing when the profile is refused.'),
    fields: z
      .array(
        z.object({
          returned: z
            .string()
            .optional()
            .describe('The name in the profile. Missing when Ferry makes the field.'),
          stored: z.string().optional().describe('The name in the stored user. Missing when it is left out.'),
          change: z
            .enum(['kept', 'renamed', 'changed', 'made', 'dropped'])
            .describe('What becomes of the field.'),
        }),
      )
      .describe('What becomes of each field.'),
  })
  .meta({ id: 'ProfilePreview', description: 'What Ferry would store of a returned profile.' })

const ProfileCheck = z
  .object({
    id: z
      .enum([
        'user_id',
        'email',
        'identifier',
        'username',
        'mfa_factors',
        'profile',
        'email_verified',
        'arrival',
      ])
      .describe('Names the check. For programs.'),
    ok: z.boolean().nullable().describe('Whether the profile passes; null for information.'),
    message: z.string().describe('What was found. For people.'),
    field: z.string().optional().describe('The field of the profile.'),
  })
  .meta({ id: 'ProfileCheck', description: 'What an import demands of a profile.' })

/** What a run leaves behind beside its result. */
export const Ran = {
  logs: z
    .array(
      z.object({
        at_ms: z.number().describe('Milliseconds since the run started.'),
        level: z.string().describe('The method of `console`.'),
        text: z.string().describe('The text.'),
      }),
    )
    .describe('What the script wrote with `console`.'),
  logs_truncated: z.boolean().describe('Whether the script wrote more than is kept.'),
  trace: z
    .array(z.record(z.string(), z.custom<Json>()))
    .describe('What the script asked of the network, in order.'),
  duration_ms: z.number().describe('How long the run took, in milliseconds.'),
  cpu_ms: z.number().describe('How many milliseconds of processor time the script used.'),
  memory_bytes: z.number().describe('How much memory the script used.'),
  warnings: z.array(z.string()).describe('What the run did that it should not.'),
  late_settlements: z
    .int()
    .describe('How often the callback was called after the first time. These calls are ignored.'),
  profile_preview: ProfilePreview.optional().describe(
    'Only of `login` and `get_user`, when they returned something: what Ferry would store.',
  ),
  checks: z.array(ProfileCheck).describe('What an import demands of the profile, one by one.'),
  advice: z.array(Advice).describe('What could be better in the text. A script is never refused for it.'),
}

const TrialBody = z
  .object({
    arguments: Arguments.default({}),
    script: ScriptSource.optional().describe('An unsaved text to run in place of the saved one.'),
    configuration: ConfigurationInput.optional().describe(
      'Unsaved values to use in place of the saved ones.',
    ),
  })
  .meta({
    id: 'ScriptTrialCreate',
    description: 'How to run the script.',
    examples: [{ arguments: { email: 'ann@example.com', password: 'correct horse battery' } }],
  })

const ScriptTrial = z
  .discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true).describe('The script called its callback without an error.'),
      result: z.custom<Json>().describe('What the script returned.'),
      ...Ran,
    }),
    z.object({
      ok: z.literal(false).describe('The script failed.'),
      error: z
        .object({
          ...TOLD_ERROR,
          name: z.string().optional().describe('The class of the error.'),
          error_code: z.string().optional().describe('The code that the script gave the error.'),
          line: z.int().optional().describe('The line of the script.'),
          column: z.int().optional().describe('The column of the script.'),
          stack: z.string().optional().describe('The call stack.'),
          user_known: z
            .boolean()
            .optional()
            .describe('Only of a `WrongUsernameOrPasswordError`: whether it names a user.'),
          clash: ClashSchema.optional().describe(
            'Only of `profile_conflict`: the user that the profile conflicts with.',
          ),
        })
        .describe('Why the script failed.'),
      ...Ran,
    }),
  ])
  .meta({ id: 'ScriptTrial', description: 'One run of a script.' })

/** Actions that change nothing in the legacy store. */
const LOOKING_UP: readonly string[] = ['login', 'get_user']

export const tryScript = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/scripts/:name/try',
  name: 'tryScript',
  tag: 'Test runs',
  summary: 'Run a script once',
  description:
    'Ferry’s own. Runs one script of the connection, or an unsaved text in its place, with the arguments that are sent. Ferry stores nothing; the script may change the legacy store. The answer is 200 also when the script fails, since clients repeat a request that is answered with 5xx.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // Other text, or another host beside the stored password, reads the stored values out; other actions change the store.
  needs_recent_sign_in: ({ params: { name }, body }) =>
    body.script !== undefined || body.configuration !== undefined || !LOOKING_UP.includes(name),
  params: ConnectionParams.extend({ name: z.enum(ACTIONS).describe('The name of the script.') }),
  body: TrialBody,
  result: ScriptTrial,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, body, signal }) {
    const connection = await findConnection(deps, params.id)
    const source = body.script ?? connection.scripts[params.name]?.source
    if (source === undefined) {
      throw invalidField('script', `The connection has no ${params.name} script: send its text`)
    }
    const stored = connection.configuration.values
    const configuration = body.configuration ? fromMarks(params.id, body.configuration, stored) : stored
    const plain = plainWith(connection.configuration, configuration)
    const trial = await deps.flows.trials.tryScript({
      tenant_id: tenant.tenant_id,
      connection,
      action: params.name,
      source,
      configuration,
      plain,
      arguments: body.arguments,
      signal,
    })
    const advice = await deps.text.advise(tenant.tenant_id, {
      action: params.name,
      source,
      configuration_keys: Object.keys(configuration),
      has_context: connection.options.enable_script_context === true,
    })
    switch (trial.kind) {
      case 'missing_argument':
        throw missingField(`arguments.${trial.name}`)
      case 'ran':
        return {
          ...trial.ending,
          ...trial.run,
          trace: trial.run.trace.map((event) => ({ ...event })),
          advice,
        }
    }
  },
})

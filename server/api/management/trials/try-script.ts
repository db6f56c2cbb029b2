/** `POST /api/v2/connections/{id}/scripts/{name}/try`. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ACTIONS } from '../../../../runtime/index.ts'
import { tryScript as runTrial } from '../../../migration/try-script.ts'
import { invalidField, missingField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { fromMarks } from '../connections/configuration-marks.ts'
import {
  ConfigurationInput,
  ConnectionParams,
  findConnection,
  ScriptSource,
} from '../connections/connection.ts'
import { plainWith } from '../connections/plain-keys.ts'

const Text = z.string().max(1_024)

const Arguments = z.object({
  identifier: Text.optional(),
  email: Text.optional(),
  username: Text.optional(),
  password: Text.optional(),
  newPassword: Text.optional(),
  newEmail: Text.optional(),
  verified: z.boolean().optional(),
  id: Text.optional().describe('For delete: without the auth0| prefix'),
  user: z.record(z.string(), z.custom<Json>()).optional().describe('For create'),
  context: z
    .record(z.string(), z.custom<Json>())
    .optional()
    .describe('What the script gets before the callback when enable_script_context is on'),
})

const Advice = z.object({
  rule: z.string(),
  severity: z.enum(['warning', 'info']),
  line: z.int(),
  column: z.int(),
  end_line: z.int(),
  end_column: z.int(),
  message: z.string(),
  fix: z
    .object({
      description: z.string(),
      edits: z.array(z.object({ start: z.int(), end: z.int(), text: z.string() })),
    })
    .optional(),
})

/** Who has what a profile wants. */
export const ClashSchema = z.object({
  field: z.enum(['user_id', 'email', 'username']),
  user_id: z.string().describe('Of the user who has it'),
  connection_id: z.string().describe('Of that user'),
  connection: z.string(),
})

/** What a run leaves behind beside its result. */
export const Ran = {
  logs: z.array(z.object({ at_ms: z.number(), level: z.string(), text: z.string() })),
  logs_truncated: z.boolean(),
  trace: z.array(z.record(z.string(), z.custom<Json>())),
  duration_ms: z.number(),
  cpu_ms: z.number(),
  memory_bytes: z.number(),
  warnings: z.array(z.string()),
  late_settlements: z.int().describe('Calls of the callback after the first, which were ignored'),
  profile_preview: z
    .object({
      returned: z.custom<Json>().describe('What the script returned, passwords and values redacted'),
      stored: z
        .record(z.string(), z.custom<Json>())
        .optional()
        .describe('The user as it would be stored; missing when the profile is refused'),
      fields: z.array(
        z.object({
          returned: z.string().optional().describe('Name in the returned profile; missing: Ferry makes it'),
          stored: z.string().optional().describe('Name in the stored user; missing: left out'),
          change: z.enum(['kept', 'renamed', 'changed', 'made', 'dropped']),
        }),
      ),
    })
    .optional()
    .describe('Of `login` and `get_user`, when they returned something'),
  checks: z
    .array(
      z.object({
        id: z.enum([
          'user_id',
          'email',
          'identifier',
          'username',
          'mfa_factors',
          'profile',
          'email_verified',
          'arrival',
        ]),
        ok: z.boolean().nullable().describe('null: for information'),
        message: z.string(),
        field: z.string().optional(),
      }),
    )
    .describe('What an import would demand of the profile, one by one'),
  advice: z.array(Advice).describe('What could be better in the text; never a reason to refuse it'),
}

/** Actions that change nothing in the legacy store. */
const LOOKING_UP: readonly string[] = ['login', 'get_user']

/** 200 whether or not the script succeeds: clients repeat a 5xx, and with it the script. */
export const tryScript = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/scripts/:name/try',
  summary: 'Run a script once with given arguments; nothing is stored',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // Other text, or another host beside the stored password, reads the stored values out; other actions change the store.
  needs_recent_sign_in: ({ params: { name }, body }) =>
    body.script !== undefined || body.configuration !== undefined || !LOOKING_UP.includes(name),
  params: ConnectionParams.extend({ name: z.enum(ACTIONS) }),
  body: z.object({
    arguments: Arguments.default({}),
    script: ScriptSource.optional().describe('Unsaved text instead of the saved one'),
    configuration: ConfigurationInput.optional().describe('Unsaved values instead of the saved ones'),
  }),
  result: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), result: z.custom<Json>(), ...Ran }),
    z.object({
      ok: z.literal(false),
      error: z.object({
        code: z.string(),
        message: z.string(),
        name: z.string().optional(),
        error_code: z.string().optional(),
        line: z.int().optional(),
        column: z.int().optional(),
        stack: z.string().optional(),
        user_known: z
          .boolean()
          .optional()
          .describe('Of a WrongUsernameOrPasswordError: whether it names a user'),
        clash: ClashSchema.optional().describe('Of profile_conflict'),
      }),
      ...Ran,
    }),
  ]),
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
    const trial = await runTrial(deps, {
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

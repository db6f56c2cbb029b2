/** `POST /api/v2/connections/{id}/drift`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { findDrift } from '../../../migration/drift.ts'
import type { Connection } from '../../../store/contract.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { fromMarks } from '../connections/configuration-marks.ts'
import {
  ConfigurationInput,
  ConnectionParams,
  findConnection,
  ScriptSource,
} from '../connections/connection.ts'
import { plainWith } from '../connections/plain-keys.ts'
import { typedText } from '../members/member-input.ts'

const Difference = z.object({
  field: z.string().describe('With dots for what is inside: app_metadata.plan'),
  kind: z.enum(['only_first', 'only_second', 'value', 'type']),
  first: z.custom<Json>().optional(),
  second: z.custom<Json>().optional(),
})

/** 200 whatever the scripts do: clients repeat a 5xx, and with it the scripts. */
export const checkDrift = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/drift',
  summary: 'Compare what login and get_user say about one person; nothing is stored',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  // As for a run of one script.
  needs_recent_sign_in: ({ body }) =>
    body.configuration !== undefined || Object.values(body.scripts).some((source) => source !== undefined),
  params: ConnectionParams,
  body: z.object({
    identifier: typedText(1_024).refine((typed) => typed.trim() !== '', 'must not be empty'),
    password: typedText(1_024),
    scripts: z
      .object({ login: ScriptSource.optional(), get_user: ScriptSource.optional() })
      .default({})
      .describe('Unsaved texts instead of the saved ones'),
    configuration: ConfigurationInput.optional().describe('Unsaved values instead of the saved ones'),
  }),
  result: z.object({
    verdict: z.enum(['same', 'different', 'unknown']).describe('unknown: a run gave no profile to compare'),
    runs: z
      .array(
        z.object({
          script: z.enum(['login', 'get_user']),
          ending: z.enum(['profile', 'nobody', 'failed']),
          error: z.object({ code: z.string(), message: z.string() }).optional(),
          duration_ms: z.number(),
        }),
      )
      .describe('login once, get_user twice'),
    checks: z.array(
      z.object({
        id: z.enum([
          'login',
          'found',
          'same_user_id',
          'stable_user_id',
          'stable_profile',
          'same_profile',
          'arrival',
          'mfa_factors',
        ]),
        ok: z.boolean().nullable().describe('null: a run gave no answer'),
        message: z.string(),
      }),
    ),
    differences: z.array(Difference).describe('first: login, second: get_user; secrets redacted'),
    unstable: z.array(Difference).describe('Between the two runs of get_user'),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, body, signal }) {
    const connection = await findConnection(deps, params.id)
    const stored = connection.configuration.values
    const configuration = body.configuration ? fromMarks(params.id, body.configuration, stored) : stored
    return await findDrift(deps, {
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

/** `GET /api/v2/script-limits`: Ferry's own. @module */
import * as z from 'zod'
import { DEFAULT_LIMITS } from '../../../../runtime/index.ts'
import { defineRoute } from '../../route/route.ts'

export const getScriptLimits = defineRoute({
  method: 'get',
  path: '/api/v2/script-limits',
  name: 'getScriptLimits',
  tag: 'Test runs',
  summary: 'Get the limits of a script’s run',
  description: 'Ferry’s own. Answers what one run of a script may use on this server.',
  scopes: ['read:connections'],
  result: z
    .object({
      wall_ms: z.int().describe('Milliseconds from the call to the outcome. The operator can set it.'),
      cpu_ms: z.int().describe('Milliseconds of processor time of the script itself.'),
      kdf_cpu_ms: z
        .int()
        .describe(
          'Milliseconds of processor time for password hashes and derived keys: PBKDF2, scrypt, bcrypt, Argon2 and the like.',
        ),
      entry_ms: z.int().describe('Milliseconds that the script may compute without a pause, hashes apart.'),
      memory_mb: z.int().describe('Memory of the script, in MiB.'),
      source_bytes: z.int().describe('The length of the text of a script, in bytes.'),
      result_bytes: z.int().describe('The size of what the script returns, in bytes.'),
      log_bytes: z.int().describe('The size of what the script logs, in bytes.'),
      runs_per_connection: z
        .int()
        .describe('How many scripts of a connection run at the same time. Further runs wait.'),
      runs_per_tenant: z.int().describe('How many scripts of a tenant run at the same time.'),
      test_runs_per_tenant: z
        .int()
        .describe('How many test runs of a tenant run at the same time, besides those of sign-ins.'),
    })
    .meta({ id: 'ScriptLimits', description: 'What one run of a script may use.' }),
  async handle({ script_timeout_ms }) {
    const { cpu_ms, kdf_cpu_ms, entry_ms, isolate_mb, source_bytes, result_bytes, log_bytes } = DEFAULT_LIMITS
    const { runs_per_connection, runs_per_tenant, test_runs_per_tenant } = DEFAULT_LIMITS
    return {
      wall_ms: script_timeout_ms,
      cpu_ms,
      kdf_cpu_ms,
      entry_ms,
      memory_mb: isolate_mb,
      source_bytes,
      result_bytes,
      log_bytes,
      runs_per_connection,
      runs_per_tenant,
      test_runs_per_tenant,
    }
  },
})

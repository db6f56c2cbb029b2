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
  result: z.object({
    wall_ms: z.int().describe('From the call to the outcome; the operator’s setting'),
    cpu_ms: z.int().describe('Of the script itself'),
    kdf_cpu_ms: z
      .int()
      .describe(
        'Of hashes of passwords and derived keys, in all: PBKDF2, scrypt, bcrypt, Argon2 and the like',
      ),
    entry_ms: z.int().describe('Without a pause; hashes do not count'),
    memory_mb: z.int(),
    source_bytes: z.int(),
    result_bytes: z.int(),
    log_bytes: z.int(),
    runs_per_connection: z.int().describe('At the same time; more wait'),
    runs_per_tenant: z.int().describe('Of all connections at the same time'),
    test_runs_per_tenant: z.int().describe('They take no place of logins'),
  }),
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

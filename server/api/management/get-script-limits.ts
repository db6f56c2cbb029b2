/** `GET /api/v2/script-limits`: Ferry's own. @module */
import * as z from 'zod'
import { DEFAULT_LIMITS } from '../../../runtime/index.ts'
import { defineRoute } from '../route.ts'

/** What one run of a script may use on this server. */
export const getScriptLimits = defineRoute({
  method: 'get',
  path: '/api/v2/script-limits',
  summary: 'Get the limits of a run of a script',
  scopes: ['read:connections'],
  result: z.object({
    wall_ms: z.int().describe('From the call to the outcome; the operator’s setting'),
    cpu_ms: z.int(),
    memory_mb: z.int(),
    source_bytes: z.int(),
    result_bytes: z.int(),
    log_bytes: z.int(),
  }),
  async handle({ script_timeout_ms }) {
    const { cpu_ms, isolate_mb, source_bytes, result_bytes, log_bytes } = DEFAULT_LIMITS
    return {
      wall_ms: script_timeout_ms,
      cpu_ms,
      memory_mb: isolate_mb,
      source_bytes,
      result_bytes,
      log_bytes,
    }
  },
})

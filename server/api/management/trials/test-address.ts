/** `POST /api/v2/test-address`: Ferry's own. Whether scripts may connect to an address, and by which rule. @module */
import * as z from 'zod'
import { defineRoute } from '../../route/route.ts'
import { isStorableText, UNSTORABLE } from '../../shapes/storable.ts'

export const testAddress = defineRoute({
  method: 'post',
  path: '/api/v2/test-address',
  name: 'testAddress',
  tag: 'Test runs',
  summary: 'Test whether scripts may connect to an address',
  description:
    'Ferry’s own. Looks up a host name, and says whether the server would let a script connect to it, and by which rule. Nothing connects.',
  scopes: ['update:connections', 'update:tenant_settings'],
  without_recent_sign_in: 'nothing_stored',
  body: z
    .strictObject({
      host: z
        .string()
        .trim()
        .min(1)
        .max(253)
        .refine(isStorableText, UNSTORABLE)
        .describe('A host name or an IP address.'),
      port: z.int().min(1).max(65_535).describe('The port.'),
    })
    .meta({
      id: 'AddressTest',
      description: 'An address that a script would connect to.',
      examples: [{ host: 'db.example.com', port: 5432 }],
    }),
  result: z
    .object({
      verdict: z
        .enum(['allowed', 'refused', 'unknown_host'])
        .describe('`unknown_host`: the name has no address.'),
      rule: z
        .enum(['public', 'operator', 'sample', 'refused', 'unknown_host'])
        .describe(
          'Why: `public`, scripts may reach public addresses; `operator`, `FERRY_SANDBOX_ALLOW` names it; `sample`, it is the sample store; otherwise the message says it.',
        ),
      message: z.string().optional().describe('What a script would be told.'),
    })
    .meta({ id: 'AddressTestResult', description: 'Whether scripts may connect.' }),
  errors: ['too_many_requests'],
  async handle({ runtime, rateLimits }, { tenant, body, signal }) {
    rateLimits.lookUp(tenant.tenant_id)
    const verdict = await runtime.checkAddress(tenant.tenant_id, { ...body, signal })
    if (verdict.kind === 'allowed') return { verdict: 'allowed' as const, rule: verdict.by }
    return { verdict: verdict.kind, rule: verdict.kind, message: verdict.message }
  },
})

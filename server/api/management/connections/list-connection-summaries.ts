/** `GET /api/v2/connection-summaries`: Ferry's own. @module */

import * as z from 'zod'
import { DAY_MS } from '../../../common/time.ts'
import { modeOf } from '../../../migration/mode.ts'
import type { ConnectionSummary } from '../../../store/contract.ts'
import { lastLogIdBefore } from '../../../tenant-log/ids.ts'
import type { StoreKind } from '../../../text-work/store-kinds.ts'
import { STORE_KINDS } from '../../../text-work/store-kinds.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'

const MOST = 1_000

/** Beside `GET /api/v2/connections`, whose answers are for SDKs and carry every script. */
export const listConnectionSummaries = defineRoute({
  method: 'get',
  path: '/api/v2/connection-summaries',
  summary: 'What a list of connections shows: mode, progress and errors of each',
  scopes: ['read:connections'],
  query: z.object({
    take: z.coerce.number().int().min(1).max(MOST).optional().describe(`Default ${MOST}`),
    from: z.string().max(500).optional().describe('`next` of the page before'),
  }),
  result: z.object({
    connections: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        display_name: z.string().optional(),
        ferry: z.object({
          mode: z.enum(['local', 'legacy', 'import']),
          version_live: z.int(),
          has_draft: z.boolean(),
          store_kind: z
            .enum(STORE_KINDS)
            .optional()
            .describe('What the text of the login script asks; missing without a script'),
          enabled_clients: z.int().describe('How many applications may use it'),
          users: z.int(),
          imported: z.int().describe('Of those, who came out of the legacy store'),
          errors_24h: z
            .int()
            .describe('Scripts that failed and legacy stores that did not answer, in the tenant’s log'),
          changed_at: z.iso.datetime(),
        }),
      }),
    ),
    next: z.string().optional(),
  }),
  async handle(deps, { tenant, query }) {
    await deps.logSettled()
    const { items, next } = await deps.store.listConnectionSummaries(
      tenant.tenant_id,
      lastLogIdBefore(Date.now() - DAY_MS),
      { kind: 'after', after: query.from || undefined, limit: query.take ?? MOST },
    )
    const kinds = await kindsOf(deps, items)
    return {
      connections: items.map(({ connection_id, name, display_name, ...item }) => ({
        id: connection_id,
        name,
        ...(display_name === undefined ? {} : { display_name }),
        ferry: {
          mode: modeOf(item),
          version_live: item.revision,
          has_draft: item.has_draft,
          store_kind: kinds.get(connection_id),
          enabled_clients: item.enabled_clients.length,
          users: item.users,
          imported: item.migrated,
          errors_24h: item.errors,
          changed_at: new Date(item.updated_at).toISOString(),
        },
      })),
      ...(next === undefined ? {} : { next }),
    }
  },
})

/** One after the other, so that a list takes one place of the tenant's share. */
async function kindsOf(
  { text, tenant: { tenant_id } }: Pick<Deps, 'text' | 'tenant'>,
  items: readonly ConnectionSummary[],
): Promise<Map<string, StoreKind | undefined>> {
  const kinds = new Map<string, StoreKind | undefined>()
  for (const { connection_id, revision, login_source } of items) {
    if (login_source === undefined) continue
    const key = JSON.stringify([tenant_id, connection_id, revision])
    kinds.set(connection_id, await text.storeKind(tenant_id, key, login_source))
  }
  return kinds
}

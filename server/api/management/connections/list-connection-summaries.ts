/** `GET /api/v2/connection-summaries`: Ferry's own. @module */
import * as z from 'zod'
import { DAY_MS } from '../../../common/time.ts'
import { modeOf } from '../../../migration/mode/mode.ts'
import type { ConnectionSummary } from '../../../store/contract.ts'
import { lastLogIdBefore } from '../../../tenant-log/ids.ts'
import type { StoreKind } from '../../../text-work/store-kinds.ts'
import { STORE_KINDS } from '../../../text-work/store-kinds.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionMode } from '../../shapes/mode.ts'

const MOST = 1_000

const ConnectionSummaryAnswer = z
  .object({
    id: z.string().describe('The ID of the connection.'),
    name: z.string().describe('The name of the connection.'),
    display_name: z.string().optional().describe('The name that people are shown.'),
    ferry: z
      .object({
        mode: ConnectionMode,
        version_live: z.int().describe('The version that is live.'),
        has_draft: z.boolean().describe('Whether someone has saved a draft of the scripts.'),
        store_kind: z
          .enum(STORE_KINDS)
          .optional()
          .describe(
            'The kind of legacy store, as far as the text of the login script shows. Missing without one.',
          ),
        enabled_clients: z.int().describe('How many clients may use the connection.'),
        client_ids: z.array(z.string()).describe('The IDs of these clients.'),
        users: z.int().describe('How many users Ferry stores.'),
        imported: z.int().describe('How many of them are migrated.'),
        errors_24h: z
          .int()
          .describe(
            'How many scripts failed, and how often the legacy store did not answer, in the last 24 hours.',
          ),
        changed_at: z.iso.datetime().describe('When the connection was last changed.'),
      })
      .describe('What Ferry knows of the connection.'),
  })
  .meta({ id: 'ConnectionSummary', description: 'What an overview shows of a connection.' })

export const listConnectionSummaries = defineRoute({
  method: 'get',
  path: '/api/v2/connection-summaries',
  name: 'listConnectionSummaries',
  tag: 'Connections',
  summary: 'List connections with their progress',
  description:
    'Ferry’s own. Lists what an overview shows of each connection: its mode, its users and its errors of the last 24 hours. Unlike `GET /api/v2/connections` it has no scripts.',
  scopes: ['read:connections'],
  query: z.object({
    take: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST)
      .optional()
      .describe(`How many connections a page has; default ${MOST}.`),
    from: z.string().max(500).optional().describe('`next` of the page before.'),
  }),
  result: z
    .object({
      connections: z.array(ConnectionSummaryAnswer).describe('The connections of the page.'),
      next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
    })
    .meta({ id: 'ConnectionSummaryPage', description: 'A page of summaries.' }),
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
          client_ids: item.enabled_clients,
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

/** Sequential, so that a list takes only one place of the tenant's share. */
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

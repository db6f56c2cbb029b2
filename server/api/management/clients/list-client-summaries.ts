/** `GET /api/v2/client-summaries`: Ferry's own. @module */
import * as z from 'zod'
import { isAdministrator } from '../../../tenancy/clients.ts'
import { defineRoute } from '../../route/route.ts'

const MOST = 1_000

/** Beside `GET /api/v2/clients`, whose answers are for SDKs and have nothing that Auth0 does not know. */
export const listClientSummaries = defineRoute({
  method: 'get',
  path: '/api/v2/client-summaries',
  summary: 'What a list of applications shows of each',
  scopes: ['read:clients'],
  query: z.object({
    take: z.coerce.number().int().min(1).max(MOST).optional().describe(`Default ${MOST}`),
    from: z.string().max(500).optional().describe('`next` of the page before'),
  }),
  result: z.object({
    clients: z.array(
      z.object({
        client_id: z.string(),
        name: z.string(),
        app_type: z.string().optional(),
        grant_types: z.array(z.string()),
        ferry: z.object({
          administers: z
            .boolean()
            .describe('Whether it may call the whole Management API, without any client grant'),
          has_secret: z.boolean().describe('False: it is public, and sends only its id'),
          created_at: z.iso.datetime(),
        }),
      }),
    ),
    next: z.string().optional(),
  }),
  async handle({ store }, { tenant, query }) {
    const page = { kind: 'after', after: query.from || undefined, limit: query.take ?? MOST } as const
    const { items: ids, next } = await store.pageClientIds(tenant.tenant_id, {}, page)
    const clients = []
    // One after the other: settings of a client can be large.
    for (const id of ids) {
      const client = await store.findClient(tenant.tenant_id, id)
      if (!client) continue
      const { client_id, name, app_type, grant_types, secret_sha256, created_at } = client
      clients.push({
        client_id,
        name,
        ...(app_type === undefined ? {} : { app_type }),
        grant_types,
        ferry: {
          administers: isAdministrator(client),
          has_secret: secret_sha256 !== undefined,
          created_at: new Date(created_at).toISOString(),
        },
      })
    }
    return { clients, ...(next === undefined ? {} : { next }) }
  },
})

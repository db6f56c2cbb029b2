/** `GET /api/v2/client-summaries`: Ferry's own. @module */
import * as z from 'zod'
import { isAdministrator } from '../../../tenancy/clients.ts'
import { defineRoute } from '../../route/route.ts'

const MOST = 1_000

const ClientSummary = z
  .object({
    client_id: z.string().describe('The ID of the client.'),
    name: z.string().describe('The name of the client.'),
    app_type: z.string().optional().describe('The type of the application, such as `regular_web`.'),
    grant_types: z.array(z.string()).describe('The grants that the client may use.'),
    ferry: z
      .object({
        administers: z
          .boolean()
          .describe('Whether the client may call the whole Management API without a client grant.'),
        has_secret: z.boolean().describe('Whether the client has a secret. False: it is public.'),
        created_at: z.iso.datetime().describe('When the client was created.'),
      })
      .describe('Ferry’s own.'),
  })
  .meta({ id: 'ClientSummary', description: 'What a list of applications shows of a client.' })

export const listClientSummaries = defineRoute({
  method: 'get',
  path: '/api/v2/client-summaries',
  name: 'listClientSummaries',
  tag: 'Clients',
  summary: 'List what a list of applications shows',
  description:
    'Ferry’s own, beside `GET /api/v2/clients`, whose answers have nothing that Auth0 does not know. Says of each client whether ' +
    'it administers the tenant and whether it has a secret.',
  scopes: ['read:clients'],
  query: z.object({
    take: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST)
      .optional()
      .describe(`How many clients a page has; default ${MOST}.`),
    from: z.string().max(500).optional().describe('`next` of the page before.'),
  }),
  result: z
    .object({
      clients: z.array(ClientSummary).describe('The clients, sorted by ID.'),
      next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
    })
    .meta({ id: 'ClientSummaryPage', description: 'A page of client summaries.' }),
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

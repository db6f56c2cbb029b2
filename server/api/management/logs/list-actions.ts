/** `GET /api/v2/actions/actions`. @module */
import * as z from 'zod'
import { ListQuery } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'

export const listActions = defineRoute({
  method: 'get',
  path: '/api/v2/actions/actions',
  name: 'listActions',
  tag: 'Actions',
  summary: 'List actions',
  description:
    'Answers an empty list: an action script of Ferry belongs to its connection. Auth0’s deploy tool asks for this list.',
  scopes: ['read:actions'],
  query: ListQuery.pick({ page: true, per_page: true }),
  result: z
    .object({
      actions: z.array(z.never()).describe('Always empty.'),
      total: z.int().describe('Always 0.'),
      page: z.int().describe('The number of the page.'),
      per_page: z.int().describe('How many actions the page could have.'),
    })
    .meta({ id: 'ActionPage', description: 'An empty page of actions.' }),
  handle: async (_deps, { query }) => ({
    actions: [],
    total: 0,
    page: query.page ?? 0,
    per_page: query.per_page ?? 50,
  }),
})

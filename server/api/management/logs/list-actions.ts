/** `GET /api/v2/actions/actions`. @module */
import * as z from 'zod'
import { ListQuery } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'

/** There are none: an action script belongs to its connection. The deploy tool asks, and gives up on a 404. */
export const listActions = defineRoute({
  method: 'get',
  path: '/api/v2/actions/actions',
  summary: 'List actions: always empty',
  scopes: ['read:actions'],
  query: ListQuery.pick({ page: true, per_page: true }),
  result: z.object({
    actions: z.array(z.never()),
    total: z.int(),
    page: z.int(),
    per_page: z.int(),
  }),
  handle: async (_deps, { query }) => ({
    actions: [],
    total: 0,
    page: query.page ?? 0,
    per_page: query.per_page ?? 50,
  }),
})

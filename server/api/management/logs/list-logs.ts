/** `GET /api/v2/logs` and `GET /api/v2/users/{id}/logs`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { LOG_FIELDS } from '../../../search/fields.ts'
import type { SearchNode } from '../../../store/contract.ts'
import { isLogId } from '../../../tenant-log/ids.ts'
import type { Deps } from '../../http/deps.ts'
import { ListQuery, listAnswer, offsetPage, pageOf, selectFields } from '../../lists/paging.ts'
import { readSearch, SearchQuery } from '../../lists/searching.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'
import { PartialLog, toManagementLog } from './log-entry.ts'

const Sort = z
  .enum(['date:-1', 'date:1'])
  .optional()
  .describe('The order: `date:-1` (default) for the newest first, `date:1` for the oldest first.')

const LogQuery = ListQuery.omit({ take: true, from: true }).extend({ sort: Sort })

const LogList = z.union([z.array(PartialLog), offsetPage('logs', 'LogEntry', PartialLog)])

export const listLogs = defineRoute({
  method: 'get',
  path: '/api/v2/logs',
  name: 'listLogs',
  tag: 'Logs',
  summary: 'List or search the log',
  description:
    'Lists entries of the tenant’s log, the newest first. With `from`, it lists the entries after that one, the oldest first, which is how an exporter reads the whole log.',
  scopes: ['read:logs'],
  query: LogQuery.extend({
    q: SearchQuery.shape.q,
    search: SearchQuery.shape.q.describe('The same as `q`.'),
    from: z
      .string()
      .refine(isLogId, 'must be a log_id')
      .optional()
      .describe(
        'A `log_id`: the answer is an array of the entries after it, the oldest first. `page` and `sort` are ignored.',
      ),
    take: ListQuery.shape.take.describe('How many entries the answer has, with `from`; default 50.'),
  }),
  result: LogList,
  errors: ['search_timeout'],
  async handle(deps, { tenant, query }) {
    const where = readSearch(query.q ?? query.search, LOG_FIELDS)
    if (query.from === undefined) return listed(deps, query, where)
    await deps.logSettled()
    const { items } = await deps.store.listLogsAfter(tenant.tenant_id, query.from, where, query.take ?? 50)
    return items.map((entry) => selectFields(toManagementLog(entry), query))
  },
})

export const listUserLogs = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id/logs',
  name: 'listUserLogs',
  tag: 'Logs',
  summary: 'List the log of a user',
  description:
    'Lists the entries of the tenant’s log about one user, the newest first. The user may be deleted.',
  scopes: ['read:logs'],
  params: UserParams,
  query: LogQuery,
  result: LogList,
  errors: ['search_timeout'],
  handle: (deps, { params, query }) =>
    listed(deps, query, {
      kind: 'field',
      field: 'user_id',
      path: [],
      test: { kind: 'is', value: params.id },
    }),
})

export const getLog = defineRoute({
  method: 'get',
  path: '/api/v2/logs/:id',
  name: 'getLog',
  tag: 'Logs',
  summary: 'Get an entry of the log',
  description: 'Answers one entry of the tenant’s log.',
  scopes: ['read:logs'],
  params: z.object({ id: z.string().min(1).max(300).describe('The `log_id` of the entry.') }),
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: PartialLog,
  errors: ['inexistent_log'],
  async handle({ store, logSettled }, { tenant, params, query }) {
    await logSettled()
    const entry = await store.findLog(tenant.tenant_id, params.id)
    if (!entry) throw new ApiError('inexistent_log')
    return selectFields(toManagementLog(entry), query)
  },
})

async function listed(
  { store, tenant, logSettled }: Deps,
  query: z.output<typeof LogQuery>,
  where: SearchNode,
) {
  await logSettled()
  const page = pageOf(query)
  const found = await store.listLogs(
    tenant.tenant_id,
    { where, oldest_first: query.sort === 'date:1' },
    {
      offset: page.kind === 'offset' ? page.offset : 0,
      limit: page.limit,
      is_uncounted: query.include_totals !== true,
    },
  )
  const items = found.items.map((entry) => selectFields(toManagementLog(entry), query))
  const answer = listAnswer('logs', query, found, items)
  return Array.isArray(answer) || 'start' in answer ? answer : items
}

/** `GET /api/v2/logs/stream`: Ferry's own. @module */
import * as z from 'zod'
import { MINUTE_MS } from '../../../common/time.ts'
import { LOG_FIELDS } from '../../../search/fields.ts'
import type { SearchNode } from '../../../store/contract.ts'
import { isLogId } from '../../../tenant-log/ids.ts'
import type { Deps } from '../../http/deps.ts'
import type { EventStream } from '../../http/server-sent-events.ts'
import { serverEvent } from '../../http/server-sent-events.ts'
import { readSearch, SearchQuery } from '../../lists/searching.ts'
import { defineRoute } from '../../route/route.ts'
import { toManagementLog } from './log-entry.ts'

const HEARTBEAT_MS = 15_000
/** Maximum duration of a stream. The caller then connects again and continues from the last entry. */
const LIFE_MS = 15 * MINUTE_MS
/** Entries that are read at once. */
const PORTION = 200
const RETRY_MS = 2_000

export const streamLogs = defineRoute({
  method: 'get',
  path: '/api/v2/logs/stream',
  name: 'streamLogs',
  tag: 'Logs',
  summary: 'Follow the log',
  description:
    'Ferry’s own. Sends entries as they are written, as server-sent events named `log`, and a `heartbeat` every 15 seconds. Each event has the ID to continue from, so that every entry comes exactly once also when the connection breaks. The stream ends after 15 minutes; the client connects again.',
  scopes: ['read:logs'],
  query: SearchQuery.pick({ q: true }).extend({
    from: z
      .string()
      .refine(isLogId, 'must be a log_id')
      .optional()
      .describe('A `log_id` to continue from. `Last-Event-ID` is used instead when both are sent.'),
  }),
  headers: z.object({
    'last-event-id': z
      .string()
      .refine(isLogId, 'must be a log_id')
      .optional()
      .describe('The ID of the last event that was received. Browsers send it by themselves.'),
  }),
  result: z.custom<EventStream>().describe('Server-sent events. The data of `log` is a `LogEntry` as JSON.'),
  answer_type: 'text/event-stream',
  errors: ['too_many_requests', 'temporarily_unavailable'],
  async handle(deps, { query, headers, tenant }) {
    const where = readSearch(query.q, LOG_FIELDS)
    const after = headers['last-event-id'] ?? query.from ?? (await deps.store.newestLogId(tenant.tenant_id))
    const bell = createBell()
    const unfollow = deps.feed.follow(bell.ring)
    return async function* stream(closed) {
      const end = AbortSignal.any([closed, deps.feed.ended, AbortSignal.timeout(LIFE_MS)])
      end.addEventListener('abort', bell.ring)
      try {
        yield* follow(deps, { after, where, end, bell })
      } finally {
        unfollow()
      }
    } satisfies EventStream
  },
})

/** A signal that is set once, however many pulls wait for it. */
interface Bell {
  ring(): void
  /** @returns when it rang, or after that time: whether it rang */
  heard(timeout_ms: number): Promise<boolean>
}

function createBell(): Bell {
  let next = Promise.withResolvers<true>()
  return {
    ring: () => next.resolve(true),
    async heard(timeout_ms) {
      const late = Promise.withResolvers<false>()
      const timer = setTimeout(() => late.resolve(false), timeout_ms)
      const rang = await Promise.race([next.promise, late.promise])
      clearTimeout(timer)
      if (rang) next = Promise.withResolvers()
      return rang
    },
  }
}

async function* follow(
  { store, tenant }: Deps,
  { after, where, end, bell }: { after: string | undefined; where: SearchNode; end: AbortSignal; bell: Bell },
): AsyncGenerator<string> {
  let cursor = after
  const heartbeat = (): string => serverEvent({ event: 'heartbeat', data: {}, id: cursor })
  yield `retry: ${RETRY_MS}\n${heartbeat()}`
  while (!end.aborted) {
    const { items, seen } = await store.listLogsAfter(tenant.tenant_id, cursor, where, PORTION)
    for (const entry of items) {
      yield serverEvent({ event: 'log', data: toManagementLog(entry), id: entry.log_id })
      if (end.aborted) return
    }
    cursor = seen ?? cursor
    if (seen === undefined && !(await bell.heard(HEARTBEAT_MS))) yield heartbeat()
  }
}

/** HTTP for guests: Node's own client over brokered connections. @module */
import * as z from 'zod'
import { LimitError } from '../abi.ts'
import { bytesIn, guarded, parsedJson } from '../failure.ts'
import type { HostPower, PowerContext } from '../power.ts'
import { find, register } from './handles.ts'
import type { HttpHandle } from './http-exchange.ts'
import { createExchange, createInflatedCounter } from './http-exchange.ts'
import { parseHead } from './http-head.ts'
import type { HttpPool } from './http-pool.ts'
import { createHttpPool } from './http-pool.ts'

/** Requests of one isolate at the same time, waiting ones included. */
const MAX_OPEN_REQUESTS = 100

const MAX_DELAY_MS = 0x7fff_ffff

const Trailers = z.record(z.string().max(256), z.string().max(4096))
const NO_TRAILERS = {}

interface Client {
  pool: HttpPool
  countInflated(bytes: number): void
}

/**
 * `http.request(head)` opens a request under the guest's id, then `http.write(bytes)`, `http.flush`, `http.end(trailers?)`,
 * `http.timeout(ms)`, `http.consumed(bytes)`, `http.abort`. `http.redirects()` answers how many a `fetch` may follow.
 *
 * Events: `identity` (as `socket`; `http.approve` answers it, `http.abort` refuses), `socket` (JSON: addresses, `tls`), `written` (bytes), `information` and `response` (JSON: status, message,
 * version, headers), `data` (bytes), `end` (JSON of trailers, whether nothing follows), `timeout`, `aborted` (JSON of the
 * error: the response is cut short), `error` (JSON), `close`.
 */
export function createHttpPower(): HostPower {
  const clients = new WeakMap<PowerContext, Client>()

  function clientOf(context: PowerContext): Client {
    const known = clients.get(context)
    if (known) return known
    const client = { pool: createHttpPool(context), countInflated: createInflatedCounter(context) }
    clients.set(context, client)
    return client
  }

  const with_ = (context: PowerContext, id: number, work: (handle: HttpHandle) => void): void => {
    // The request has ended, and the guest does not know yet.
    const handle = find<HttpHandle>(context, id, 'http')
    if (handle) guarded(() => work(handle))
  }

  return {
    sync: {
      'http.redirects': (context) => context.limits.redirects,
    },
    post: {
      'http.request'(context, id, headText) {
        const head = parseHead(headText)
        let open = 0
        for (const { kind } of context.handles.values()) if (kind === 'http') open++
        if (open >= MAX_OPEN_REQUESTS) {
          throw new LimitError(`The script has more than ${MAX_OPEN_REQUESTS} HTTP requests open.`)
        }
        const handle = createExchange({ context, id, head, ...clientOf(context) })
        try {
          register(context, id, handle)
        } catch (error) {
          handle.close()
          throw error
        }
      },
      'http.write': (context, id, bytes) => with_(context, id, (handle) => handle.write(bytesIn(bytes))),
      'http.flush': (context, id) => with_(context, id, (handle) => handle.flush()),
      'http.end': (context, id, trailers) =>
        with_(context, id, (handle) =>
          handle.end(trailers === undefined ? NO_TRAILERS : parsedJson(Trailers, trailers)),
        ),
      'http.timeout': (context, id, delay_ms) =>
        with_(context, id, (handle) =>
          handle.timeout(typeof delay_ms === 'number' && delay_ms > 0 ? Math.min(delay_ms, MAX_DELAY_MS) : 0),
        ),
      'http.consumed': (context, id, bytes) => with_(context, id, (handle) => handle.consumed(bytes)),
      'http.approve': (context, id) => with_(context, id, (handle) => handle.approve()),
      'http.abort': (context, id) => with_(context, id, (handle) => handle.abort()),
    },
  }
}

/** The entry of each request in the operator's log, and the trace that ties its other entries to it. @module */
import type { Request, RequestHandler } from 'express'
import type { ServerLog } from '../../common/log.ts'
import { traceOf } from '../../common/trace-context.ts'

/** A request that has ended. */
export interface Answered {
  /** One of a closed list, else `OTHER`. */
  method: string
  /** Template of its endpoint's path (`/api/v2/users/:id`), a group of pages (`/docs/*`), or `none`. Never what was sent. */
  route: string
  /** 499 when the caller hung up before the answer was complete. */
  status: number
  duration_ms: number
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Files below these are not endpoints. */
const GROUPS = ['/dashboard', '/docs']

/** As nginx has it. */
const HUNG_UP = 499

/** @param onAnswered told of each request that has ended */
export function createRequestLog(log: ServerLog, onAnswered?: (answered: Answered) => void): RequestHandler {
  return (request, response, next) => {
    const { trace_id, parent_id } = traceOf(request.headers.traceparent)
    const began = performance.now()
    response.once('close', () => {
      const answered = {
        method: METHODS.includes(request.method) ? request.method : 'OTHER',
        route: routeOf(request),
        status: response.writableFinished ? response.statusCode : HUNG_UP,
        duration_ms: Math.round((performance.now() - began) * 10) / 10,
      }
      log.debug('request', { ...answered, trace_id, parent_id })
      onAnswered?.(answered)
    })
    log.during({ trace_id }, () => next())
  }
}

/** Express has set `route` when an endpoint was found. */
function routeOf(request: Request): string {
  const { route } = request as { route?: { path: unknown } }
  if (typeof route?.path === 'string') return route.path
  // `path` is relative to the group while one of its files is sent.
  const [path = ''] = request.originalUrl.split('?')
  const group = GROUPS.find((one) => path === one || path.startsWith(`${one}/`))
  return group === undefined ? 'none' : `${group}/*`
}

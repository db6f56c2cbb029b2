/** Shutdown: balancers notice, then no new work, then the work in flight ends, then everything closes. @module */
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../common/log.ts'

/** Under npm one Ctrl-C arrives twice: from the terminal, and from npm. */
const SAME_SIGNAL_MS = 500

/** A server that can be stopped. */
export interface Shutdown {
  isDraining(): boolean
  /** Shuts down once; a call after 500 ms or more ends the process now. Resolves when everything is closed. */
  begin(): Promise<void>
}

/**
 * @param parts.notice_ms how long connections are still taken, so that a balancer notices by `/readyz` and sends no more
 * @param parts.endStreams ends streaming answers, which have no end of their own
 * @param parts.closeRest runtime and store, after the last answer
 * @param parts.endNow ends the process without waiting
 */
export function createShutdown(parts: {
  server: Server
  notice_ms: number
  drain_ms: number
  log: Log
  endStreams: () => void
  closeRest: () => Promise<void>
  endNow: () => void
}): Shutdown {
  let draining: Promise<void> | undefined
  let began_at = 0

  // A balancer that keeps connections for later requests would send one when they close.
  parts.server.prependListener('request', (_request, response) => {
    if (draining !== undefined) response.shouldKeepAlive = false
  })

  async function drain(): Promise<void> {
    parts.endStreams()
    if (parts.notice_ms > 0) await wait(parts.notice_ms)
    await closeServer(parts.server, parts.drain_ms)
    await parts.closeRest()
  }

  return {
    isDraining: () => draining !== undefined,
    begin() {
      if (draining === undefined) {
        parts.log.info('stopping')
        began_at = performance.now()
        draining = drain()
      } else if (performance.now() - began_at >= SAME_SIGNAL_MS) {
        parts.endNow()
      }
      return draining
    },
  }
}

/** Idle connections close at once, busy ones after their answer, and the rest after `drain_ms`. */
function closeServer(server: Server, drain_ms: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), drain_ms)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}

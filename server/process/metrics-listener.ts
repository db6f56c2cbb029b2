/** Serves the metrics on a listener of their own. @module */
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { ConfigError } from '../common/config.ts'
import type { Log } from '../common/log.ts'
import type { KeptMetrics, Metrics } from '../metrics/metrics.ts'
import { NO_METRICS, openMetrics } from '../metrics/metrics.ts'
import { addressOf, listenProblem } from './listen.ts'

const PATH = '/metrics'

/** A scraper has one connection; a few more are a person who looks. */
const MOST_CONNECTIONS = 16
const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 60_000,
}

/** Metrics and their listener; undefined `server` and `url`: none are kept. */
export interface ServedMetrics {
  metrics: Metrics
  server: Server | undefined
  url: string | undefined
}

/**
 * Begins to keep and to serve metrics, if the settings ask for them. Who can reach the listener can read them: they hold ids
 * and codes only.
 *
 * @throws {ConfigError} the port or the address is not available
 */
export async function serveMetrics(
  settings: { host: string; port: number } | undefined,
  log: Log,
): Promise<ServedMetrics> {
  if (!settings) return { metrics: NO_METRICS, server: undefined, url: undefined }
  const metrics = await openMetrics()
  const server = createServer(LIMITS, (request, response) => {
    answer(metrics, request, response).catch((error: unknown) => {
      log.error('metrics_failed', error)
      response.writeHead(500).end()
    })
  })
  server.maxConnections = MOST_CONNECTIONS
  server.listen(settings.port, settings.host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const names = { port: 'FERRY_METRICS_PORT', host: 'FERRY_METRICS_HOST' }
    throw new ConfigError(listenProblem(error, settings, names), { cause: error })
  }
  return { metrics, server, url: addressOf(server) + PATH }
}

async function answer(
  metrics: Pick<KeptMetrics, 'text' | 'content_type'>,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url?.split('?')[0] !== PATH) {
    response.writeHead(404).end()
    return
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return
  }
  const text = await metrics.text()
  response.writeHead(200, {
    'Content-Type': metrics.content_type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(method === 'HEAD' ? undefined : text)
}

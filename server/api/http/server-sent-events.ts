/** Server-sent events: streaming responses. @module */
import { once } from 'node:events'
import type { Response } from 'express'

/** The text of a stream, piece by piece. @param closed aborts when the caller disconnects */
export type EventStream = (closed: AbortSignal) => AsyncIterable<string>

/** @param fields.id from which a caller can resume, in `Last-Event-ID` */
export function serverEvent(fields: { event: string; data: unknown; id?: string | undefined }): string {
  const id = fields.id === undefined ? '' : `id: ${fields.id}\n`
  return `${id}event: ${fields.event}\ndata: ${JSON.stringify(fields.data)}\n\n`
}

/** How long a caller that lost its rights can still read what was sent before. */
const LAST_READ_MS = 500

/**
 * Sends a stream until it ends, the caller disconnects, or `ended` aborts. Takes the next piece only when a slow caller has
 * read the last one.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function sendEvents(response: Response, stream: EventStream, ended: AbortSignal): Promise<void> {
  const closed = new AbortController()
  const close = (): void => closed.abort()
  response.once('close', close)
  ended.addEventListener('abort', close)
  if (ended.aborted) close()
  response.set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    // A kept-alive connection would delay the shutdown of the server.
    Connection: 'close',
    // Proxies must not buffer events.
    'X-Accel-Buffering': 'no',
  })
  response.flushHeaders()
  if (response.req.method === 'HEAD') closed.abort()
  for await (const text of stream(closed.signal)) {
    if (closed.signal.aborted) break
    if (!response.write(text)) await once(response, 'drain', { signal: closed.signal }).catch(() => undefined)
  }
  response.end()
  // A caller that reads nothing would keep the connection, and with it the place.
  if (ended.aborted) setTimeout(() => response.destroy(), LAST_READ_MS).unref()
}

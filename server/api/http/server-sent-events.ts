/** Answers that go on: server-sent events. @module */
import { once } from 'node:events'
import type { Response } from 'express'

/** The body of such an answer, piece by piece. @param closed aborted when the caller is gone */
export type EventStream = (closed: AbortSignal) => AsyncIterable<string>

/** @param fields.id where the caller may go on from, in `Last-Event-ID` */
export function serverEvent(fields: { event: string; data: unknown; id?: string | undefined }): string {
  const id = fields.id === undefined ? '' : `id: ${fields.id}\n`
  return `${id}event: ${fields.event}\ndata: ${JSON.stringify(fields.data)}\n\n`
}

/** For what a caller that may no more has not read yet. */
const LAST_WORDS_MS = 500

/**
 * Sends a stream to its end, until the caller goes, or until `ended`. What a slow caller has not read yet is not asked of the
 * stream.
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
    // It would not end by itself when the server does.
    Connection: 'close',
    // Nor may a proxy keep events back.
    'X-Accel-Buffering': 'no',
  })
  response.flushHeaders()
  if (response.req.method === 'HEAD') closed.abort()
  for await (const text of stream(closed.signal)) {
    if (closed.signal.aborted) break
    if (!response.write(text)) await once(response, 'drain', { signal: closed.signal }).catch(() => undefined)
  }
  response.end()
  // A caller that reads nothing would keep the connection, and with it its place.
  if (ended.aborted) setTimeout(() => response.destroy(), LAST_WORDS_MS).unref()
}

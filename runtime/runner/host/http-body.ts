/** A response's body without its `Content-Encoding`, counted as it grows (N6). @module */
import type { IncomingMessage } from 'node:http'
import type { Readable, Transform } from 'node:stream'
import { PassThrough, pipeline } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'

/** Number of nested codings; real servers use one. */
const MAX_CODINGS = 3

/** A truncated body gives the data that arrived, as in Node's own `fetch`. */
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const LENIENT_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
}

/** @returns the decoded body; the response itself when nothing has to be decoded */
export function decompressed(response: IncomingMessage): Readable {
  const { statusCode = 0 } = response
  if (statusCode === 204 || statusCode === 304) return response
  const codings = `${response.headers['content-encoding'] ?? ''}`
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length === 0 || codings.length > MAX_CODINGS || !codings.every(isKnown)) return response
  let body: Readable = response
  for (const coding of codings.reverse())
    body = coding === 'deflate' ? inflated(body) : through(body, decoder(coding))
  return body
}

const isKnown = (coding: string): boolean => ['gzip', 'x-gzip', 'deflate', 'br'].includes(coding)

const decoder = (coding: string): Transform =>
  coding === 'br' ? createBrotliDecompress(LENIENT_BROTLI) : createGunzip(LENIENT)

function through(body: Readable, stream: Transform): Readable {
  // The last stream has the error as well, and it is handled there.
  pipeline(body, stream, () => {})
  return stream
}

/** `deflate` means zlib's format; some servers send it without its header. */
function inflated(body: Readable): Readable {
  const out = new PassThrough()
  const nothing = (): void => void out.end()
  body.once('end', nothing)
  body.once('data', (first: Buffer) => {
    body.removeListener('end', nothing)
    body.pause()
    body.unshift(first)
    const zlib = ((first[0] ?? 0) & 0x0f) === 8
    pipeline(body, zlib ? createInflate(LENIENT) : createInflateRaw(LENIENT), out, () => {})
  })
  body.once('error', (error) => out.destroy(error))
  return out
}

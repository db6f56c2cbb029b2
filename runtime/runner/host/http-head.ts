/** The head of a guest's request, as JSON that the host checks. @module */
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { parsedJson } from '../failure.ts'
import { TlsOptions } from './tls-options.ts'

/** Header lines and bytes of a request; Node's own servers take 16 KiB. */
const MAX_HEADERS = 500
const MAX_HEADER_CHARS = 64 * 1024

/** The head of `http.request`. Node checks method, path and headers for characters that would start a new line. */
const HttpHead = z.strictObject({
  protocol: z.enum(['http:', 'https:']),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  method: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/),
  path: z.string().min(1).max(MAX_HEADER_CHARS),
  /** Names as the script wrote them; a name may come again. */
  headers: z.array(z.tuple([z.string().max(1024), z.string().max(MAX_HEADER_CHARS)])).max(MAX_HEADERS),
  /** The connection may serve other requests of the isolate before and after. */
  keep_alive: z.boolean(),
  /** Idle time after which the guest gets `timeout`; 0 for never. */
  timeout_ms: z.number().min(0).max(0x7fff_ffff),
  /** Whether the guest expects the decoded body. */
  decompress: z.boolean().optional(),
  tls: TlsOptions.optional(),
})

export type HttpHead = z.output<typeof HttpHead>

/** @throws {HostError} */
export function parseHead(text: Cell): HttpHead {
  const head = parsedJson(HttpHead, text)
  if (head.method.toUpperCase() === 'CONNECT') {
    throw new HostError(
      'ERR_METHOD_NOT_IMPLEMENTED',
      'http.request with the method CONNECT is not available in the sandbox',
    )
  }
  let chars = head.path.length
  for (const [name, value] of head.headers) chars += name.length + value.length
  if (chars > MAX_HEADER_CHARS) {
    throw new HostError(
      'ERR_INVALID_ARG_VALUE',
      `The request's head has more than ${MAX_HEADER_CHARS} bytes.`,
    )
  }
  return head
}

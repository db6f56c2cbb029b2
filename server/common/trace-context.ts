/** The trace that a request belongs to (W3C Trace Context). @module */
import { randomUUID } from 'node:crypto'

/** Ids are lower-case hexadecimal: 32 digits of a trace, 16 of a span. */
export interface Trace {
  trace_id: string
  /** The caller's span; undefined when the caller named no trace. */
  parent_id: string | undefined
}

/** Version 00; of later versions only what begins as version 00 does. */
const TRACEPARENT =
  /^(?<version>[0-9a-f]{2})-(?<trace_id>[0-9a-f]{32})-(?<parent_id>[0-9a-f]{16})-[0-9a-f]{2}(?<rest>-.*)?$/
/** A longer header names no trace: version 00 has 55 characters. */
const MOST_CHARACTERS = 256
const ZEROS = /^0+$/

/**
 * Reads `traceparent`. `tracestate` is not read, because nothing is sent on: it is for whoever continues a trace.
 *
 * @param traceparent as sent; a header that came twice is one text with a comma, which names no trace
 * @returns the caller's trace, or a new one when the header is missing or malformed
 * @see https://www.w3.org/TR/trace-context/, 3.2 and 4.3
 */
export function traceOf(traceparent: string | string[] | undefined): Trace {
  const text = typeof traceparent === 'string' && traceparent.length <= MOST_CHARACTERS ? traceparent : ''
  const { version, trace_id = '', parent_id = '', rest } = (text && TRACEPARENT.exec(text)?.groups) || {}
  const isValid =
    version !== undefined &&
    version !== 'ff' &&
    (version !== '00' || rest === undefined) &&
    !ZEROS.test(trace_id) &&
    !ZEROS.test(parent_id)
  return isValid
    ? { trace_id, parent_id }
    : // Node draws the bits of many UUIDs at once; 122 of them are random.
      { trace_id: randomUUID().replaceAll('-', ''), parent_id: undefined }
}

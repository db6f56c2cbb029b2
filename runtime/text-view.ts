/** Text with its escapes decoded, and the original position of each character. @module */
import { isUtf8 } from 'node:buffer'

/** From the first code unit to the one after the last. */
export type Span = readonly [from: number, to: number]

export interface TextView {
  text: string
  /** Start and end of each code unit of `text` in the original; undefined when `text` is the original. */
  source: { starts: Uint32Array; ends: Uint32Array } | undefined
}

/** Percent-encoding, `escape()`, JSON and JavaScript strings, HTML entities. */
const ESCAPES =
  /(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}|\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[\\"'/bfnrt])|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi

const SIMPLE: { [written: string]: string | undefined } = {
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** @returns the original as a view */
export function plainView(text: string): TextView {
  return { text, source: undefined }
}

/** @returns where a stretch of the view is in the original */
export function spanOf({ source }: TextView, from: number, to: number): Span {
  return source ? [source.starts[from] ?? 0, source.ends[to - 1] ?? 0] : [from, to]
}

/** @returns the view with one layer of escapes undone; undefined when it has none */
export function decodeOnce(view: TextView): TextView | undefined {
  const { text } = view
  if (!/[%\\&]/.test(text)) return undefined
  const starts = new Uint32Array(text.length)
  const ends = new Uint32Array(text.length)
  let decoded = ''
  let at = 0

  function copy(to: number): void {
    for (let i = at; i < to; i++)
      [starts[decoded.length + i - at], ends[decoded.length + i - at]] = spanOf(view, i, i + 1)
    decoded += text.slice(at, to)
    at = to
  }

  for (const { 0: written, index } of text.matchAll(ESCAPES)) {
    copy(index)
    at = index + written.length
    // An escape never stands for more code units than its own length.
    const meant = meaning(written)
    const [start, end] = spanOf(view, index, at)
    starts.fill(start, decoded.length, decoded.length + meant.length)
    ends.fill(end, decoded.length, decoded.length + meant.length)
    decoded += meant
  }
  if (at === 0) return undefined
  copy(text.length)
  return { text: decoded, source: { starts, ends } }
}

function meaning(written: string): string {
  const simple = SIMPLE[written.toLowerCase()]
  if (simple !== undefined) return simple
  const digits = written.replace(/^(?:%u|\\u\{?|\\x|&#x?)|[};]$/gi, '')
  if (written.startsWith('%') && !/^%u/i.test(written)) return percentDecoded(written)
  if (/^(?:%u|\\u|\\x|&#x)/i.test(written)) return character(Number.parseInt(digits, 16))
  if (written.startsWith('&#')) return character(Number.parseInt(digits, 10))
  return written.slice(1)
}

function percentDecoded(written: string): string {
  const bytes = Buffer.from(written.replaceAll('%', ''), 'hex')
  // Otherwise it is `escape()`'s form of Latin-1.
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
}

function character(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
}

/** Finds secrets in text, in the encodings in which they leak by accident (K3, K4). @module */

import type { KnownText } from './known-text.ts'
import { withoutKnown } from './known-text.ts'
import type { Span, TextView } from './text-view.ts'
import { decodeOnce, plainView, spanOf } from './text-view.ts'

/** @returns the text without the secrets; the same text when it contains none */
export type Redactor = (text: string) => string

const MARK = '[redacted]'
/** Number of nested escapes that are decoded: JSON in JSON in a URL. */
const LAYERS = 4
/** A longer secret is searched in pieces, so that a part of it is found as well. */
const PIECE_CHARS = 128
/** Marks on one character that some language may need. */
const MOST_MARKS = 30
/** Minimum length of a decoded form of a secret that is searched for. */
const DECODED_CHARS = 4
/**
 * Secrets and texts come from the same tenant. A search that would hold up the server is given up, and the text is not
 * shown.
 */
const BUDGET_MS = 50

/** Groups of hex bytes as dumps print them: `7061`, `70 61`, `70:61`, `0x70, 0x61`. */
const HEX_RUN = /[0-9a-f]{2}(?:(?:[ :-]|,? ?0x|, ?)?[0-9a-f]{2}){3,}/gi
/** A byte array as JSON or as a list of numbers. */
const DECIMAL_RUN = /\d{1,3}(?:\s{0,12},\s{0,12}\d{1,3}){3,}/g

/** The forms of one secret, or of a piece of a long one. */
interface Needle {
  /** ASCII lower case. */
  plain: string
  reversed: string
  hex: string
  decimal: string
  /** The part of its base64 that does not depend on the bytes around it, for the three possible offsets. */
  base64: readonly string[]
}

/**
 * Finds each secret as it is or reversed (in any case), with any of its characters percent-encoded or escaped as in
 * JSON, JavaScript or HTML, as hex or decimal bytes with or without separators, and inside base64 at any alignment,
 * which covers `user:password` of Basic authentication.
 *
 * @param secrets empty ones are ignored; very short ones are found where nobody meant them
 * @param budget_ms of one text
 * @param known finds that are part of it are none
 */
export function createRedactor(
  secrets: readonly string[],
  budget_ms = BUDGET_MS,
  known?: KnownText,
): Redactor {
  const forms = new Set(secrets.flatMap(formsOf))
  const pieces = new Set([...forms].flatMap(cutToPieces).filter((piece) => piece !== ''))
  const needles = [...pieces].map(createNeedle)
  const mark = [MARK, '***', ''].find((text) => findAll(needles, text, budget_ms)?.length === 0) ?? ''
  return (text) => {
    if (needles.length === 0 || text === '') return text
    const all = findAll(needles, text, budget_ms)
    if (!all) return mark
    const found = known ? withoutKnown(text, all, known) : all
    return found.length === 0 ? text : cutOut(text, found, mark)
  }
}

/** A secret as a text may contain it, and its decoded form when the secret itself contains escapes. */
function formsOf(secret: string): string[] {
  const forms = [secret, ...normalForms(secret)]
  let view = decodeOnce(plainView(secret))
  for (let layer = 0; view && layer < LAYERS; layer++) {
    // The rest of a secret that is mostly escapes would be found everywhere.
    if (view.text.length >= DECODED_CHARS) forms.push(view.text)
    view = decodeOnce(view)
  }
  return forms
}

/**
 * Normalising takes quadratic time on a run of combining marks, and cannot be interrupted, so texts with long runs are not
 * normalised. @see UAX #15, Stream-Safe Text Format
 */
function normalForms(secret: string): string[] {
  const isStreamSafe = (secret.match(/\p{M}+/gu) ?? []).every((run) => run.length <= MOST_MARKS)
  return isStreamSafe ? [secret.normalize('NFC'), secret.normalize('NFD')] : []
}

/** @returns undefined when it took too long */
function findAll(needles: readonly Needle[], text: string, budget_ms: number): Span[] | undefined {
  const until = performance.now() + budget_ms
  const found: Span[] = []

  function look(start: TextView): boolean {
    let view: TextView | undefined = start
    for (let layer = 0; view && layer < LAYERS; layer++) {
      const search = searchesOf(view, layer === 0)
      for (const needle of needles) {
        for (const [from, to] of search(needle)) found.push(spanOf(view, from, to))
        if (performance.now() > until) return false
      }
      view = decodeOnce(view)
    }
    return true
  }

  if (!look(plainView(text))) return undefined
  // A form writes spaces as plus signs.
  const isForm = text.includes('+') && needles.some(({ plain }) => plain.includes(' '))
  return !isForm || look(plainView(text.replaceAll('+', ' '))) ? found : undefined
}

/** @param raw no escape was undone yet */
function searchesOf({ text }: TextView, raw: boolean): (needle: Needle) => Span[] {
  const folded = fold(text)
  const hexRuns = runs(text, HEX_RUN, (run) => run.toLowerCase().replace(/0x|[^0-9a-f]/g, ''))
  const decimalRuns = runs(text, DECIMAL_RUN, (run) => `,${run.replace(/\s/g, '')},`)
  return (needle) => {
    const found = occurrences(folded, needle.plain)
    if (raw) for (const span of occurrences(folded, needle.reversed)) found.push(span)
    for (const core of needle.base64) for (const span of base64Runs(text, core)) found.push(span)
    for (const run of hexRuns) if (run.compact.includes(needle.hex)) found.push(run.span)
    for (const run of decimalRuns) if (run.compact.includes(needle.decimal)) found.push(run.span)
    return found
  }
}

function occurrences(text: string, needle: string): Span[] {
  const found: Span[] = []
  if (needle === '') return found
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    found.push([at, at + needle.length])
  }
  return found
}

function runs(text: string, pattern: RegExp, compact: (run: string) => string) {
  return [...text.matchAll(pattern)].map(({ 0: run, index }) => ({
    compact: compact(run),
    span: [index, index + run.length] as const,
  }))
}

function createNeedle(secret: string): Needle {
  const bytes = Buffer.from(secret)
  // Three bytes in hex are six digits of any checksum.
  const isLong = bytes.byteLength >= 4
  const plain = fold(secret)
  return {
    plain,
    reversed: [...plain].reverse().join(''),
    hex: isLong ? bytes.toString('hex') : 'none',
    decimal: isLong ? `,${bytes.join(',')},` : 'none',
    base64: isLong ? base64Cores(bytes) : [],
  }
}

function cutToPieces(secret: string): string[] {
  if (secret.length <= PIECE_CHARS) return [secret]
  const pieces: string[] = []
  for (let at = 0; at < secret.length; at += PIECE_CHARS) pieces.push(secret.slice(at, at + PIECE_CHARS))
  // A few characters alone would be found everywhere.
  return pieces.filter((piece) => piece.length >= PIECE_CHARS / 4)
}

function base64Cores(bytes: Buffer): string[] {
  const cores = new Set<string>()
  for (const offset of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const core = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.byteLength) * 8) / 6))
    if (core.length < 4) continue
    cores.add(core)
    cores.add(core.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return [...cores]
}

/** Whole runs of base64 characters around hits: the characters at their ends also contain bits of the secret. */
function base64Runs(text: string, core: string): Span[] {
  const found: Span[] = []
  let end = 0
  for (let at = text.indexOf(core); at >= 0; at = text.indexOf(core, end)) {
    let start = at
    // Each run is walked once, however many hits it has.
    while (start > end && isBase64(text.charCodeAt(start - 1))) start--
    end = at + core.length
    while (end < text.length && isBase64(text.charCodeAt(end))) end++
    found.push([start, end])
  }
  return found
}

/** Letters, digits, `+ / - _ =`. */
function isBase64(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true
  const lower = code | 0x20
  if (lower >= 0x61 && lower <= 0x7a) return true
  return code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f || code === 0x3d
}

/** ASCII only: other foldings change the length, or depend on the neighbours. */
function fold(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** Replaces each group of touching spans by one mark. */
function cutOut(text: string, spans: Span[], mark: string): string {
  spans.sort((a, b) => a[0] - b[0])
  let kept = ''
  let end = -1
  for (const [from, to] of spans) {
    if (from > end) {
      kept += text.slice(Math.max(0, end), from) + mark
      end = to
    } else end = Math.max(end, to)
  }
  return kept + text.slice(end)
}

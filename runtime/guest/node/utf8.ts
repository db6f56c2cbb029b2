/** UTF-8 and Latin-1 as fast as an interpreter can: what is ASCII goes through V8's own functions. @module */

/** Arguments of one `fromCharCode` call. */
const CHUNK = 4096

const { fromCharCode } = String

/** @returns one character for each byte */
export function decodeLatin1(bytes: Uint8Array): string {
  if (bytes.length <= CHUNK) return fromCharCode.apply(null, bytes as unknown as number[])
  let text = ''
  for (let i = 0; i < bytes.length; i += CHUNK) {
    text += fromCharCode.apply(null, bytes.subarray(i, i + CHUNK) as unknown as number[])
  }
  return text
}

/** @returns the text; each ill-formed part is one U+FFFD, or with `fatal` undefined is returned. See WHATWG Encoding §4.3 */
export function decodeUtf8(bytes: Uint8Array): string
export function decodeUtf8(bytes: Uint8Array, fatal: boolean): string | undefined
export function decodeUtf8(bytes: Uint8Array, fatal = false): string | undefined {
  const narrow = decodeLatin1(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(narrow)) return narrow
  const units: number[] = []
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i++] ?? 0
    if (first < 0x80) units.push(first)
    else {
      const { point, next } = sequence(bytes, first, i)
      i = next
      if (point < 0) {
        if (fatal) return undefined
        units.push(0xfffd)
      } else if (point > 0xffff) {
        units.push(0xd7c0 + (point >> 10), 0xdc00 + (point & 0x3ff))
      } else units.push(point)
    }
    if (units.length >= CHUNK) text += fromCharCode.apply(null, units.splice(0))
  }
  return text + fromCharCode.apply(null, units)
}

/**
 * Decodes one sequence of several bytes; `point` is -1 when it is ill-formed, and `next` is then after its longest
 * valid part.
 */
function sequence(bytes: Uint8Array, first: number, at: number): { point: number; next: number } {
  const more =
    first >= 0xc2 && first <= 0xdf
      ? 1
      : first >= 0xe0 && first <= 0xef
        ? 2
        : first >= 0xf0 && first <= 0xf4
          ? 3
          : 0
  let point = more === 0 ? -1 : first & (0x3f >> more)
  let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  for (let i = 0; i < more; i++) {
    const byte = bytes[at] ?? 0
    if (at >= bytes.length || byte < low || byte > high) return { point: -1, next: at }
    point = (point << 6) | (byte & 0x3f)
    low = 0x80
    high = 0xbf
    at++
  }
  return { point, next: at }
}

/** @returns how many bytes the text has in UTF-8; a lone surrogate counts as U+FFFD */
export function utf8Length(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(text)) return text.length
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) length += 1
    else if (unit < 0x800) length += 2
    else if (isPair(text, i, unit)) {
      length += 4
      i++
    } else length += 3
  }
  return length
}

/**
 * Writes as many whole characters as there is room for.
 *
 * @returns units of the text that were read, and bytes written
 */
export function encodeUtf8Into(
  text: string,
  target: Uint8Array,
  at: number,
  end: number,
): { read: number; written: number } {
  const start = at
  let i = 0
  for (; i < text.length; i++) {
    let point = text.charCodeAt(i)
    if (point < 0x80) {
      if (at >= end) break
      target[at++] = point
      continue
    }
    const pair = isPair(text, i, point)
    if (pair) point = 0x10000 + ((point - 0xd800) << 10) + (text.charCodeAt(i + 1) - 0xdc00)
    else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd
    const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
    if (at + more >= end) break
    target[at++] = (more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0) | (point >> (6 * more))
    for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) target[at++] = 0x80 | ((point >> shift) & 0x3f)
    if (pair) i++
  }
  return { read: i, written: at - start }
}

function isPair(text: string, at: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdbff) return false
  const next = text.charCodeAt(at + 1)
  return next >= 0xdc00 && next <= 0xdfff
}

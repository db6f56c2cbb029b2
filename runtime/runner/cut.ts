/** Cuts a text to a size. @module */

/** @returns the text, cut between characters to at most this many bytes of UTF-8 */
export function cut(text: string, max_bytes: number): string {
  const whole = text.toWellFormed()
  if (whole.length * 3 <= max_bytes) return whole
  const bytes = Buffer.from(whole)
  if (bytes.byteLength <= max_bytes) return whole
  let end = Math.max(0, max_bytes - 3)
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return `${bytes.toString('utf8', 0, end)}…`
}

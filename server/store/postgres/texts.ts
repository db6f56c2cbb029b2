/** Texts with the character U+0000, which PostgreSQL cannot store: they travel with a mark in its place. @module */

/** A noncharacter, which no text for people has. What follows says which character it stands for. */
const MARK = '\u{10FFFE}'
const NUL = '\u0000'

/** @returns the text as PostgreSQL stores it: different for different texts */
export function toStored(text: string): string {
  if (!text.includes(NUL) && !text.includes(MARK)) return text
  return text.replaceAll(MARK, `${MARK}1`).replaceAll(NUL, `${MARK}0`)
}

/** The reverse of `toStored`. */
export function fromStored(text: string): string {
  if (!text.includes(MARK)) return text
  return text.replaceAll(`${MARK}0`, NUL).replaceAll(`${MARK}1`, MARK)
}

/** Recognises words that look like a secret but come from elsewhere. @module */
import type { Span } from './text-view.ts'

/** Texts that are known to contain no secret. */
export interface KnownText {
  /** Constant parts of sentences. */
  phrases: readonly string[]
  /** Source of the script that ran: text that also occurs in it was not made from typed input. */
  source?: string | undefined
}

/** Other typed text does not occur in a script by chance. */
const WORD = /^\p{L}{1,16}$/u
/** A literal that consists almost only of the secret could have been made from it. */
const LEAST_AROUND = 4
/** Longest literal that is compared, to each side. */
const MOST_AROUND = 400
/** Maximum number of places of one word that are searched in a source. */
const MOST_PLACES = 50
/** Maximum number of matches that are examined; in a text with more, all are redacted. */
const MOST_FINDS = 100
/** Characters around a literal: quotes, and the placeholders of a template. */
const BEGINNINGS = '\'"`}'
const ENDS = '\'"`$'

/**
 * @param finds matches of secrets in the text
 * @returns those that are not part of known text
 */
export function withoutKnown(text: string, finds: Span[], { phrases, source }: KnownText): Span[] {
  if (finds.length > MOST_FINDS) return finds
  return finds.filter(
    (span) => !phrases.some((phrase) => isInPhrase(text, span, phrase)) && !isInLiteral(text, span, source),
  )
}

/** Whether the text contains the phrase around the span, and the phrase is longer than the span. */
function isInPhrase(text: string, [from, to]: Span, phrase: string): boolean {
  if (phrase.length <= to - from) return false
  return text.slice(Math.max(0, to - phrase.length), from + phrase.length).includes(phrase)
}

/** Whether the span is a word, and the text contains a whole literal of the source around it. */
function isInLiteral(text: string, [from, to]: Span, source = ''): boolean {
  const word = text.slice(from, to)
  if (!WORD.test(word)) return false
  let at = source.indexOf(word)
  for (let place = 0; at >= 0 && place < MOST_PLACES; place++) {
    let before = 0
    while (before < MOST_AROUND && isSame(text, from - before - 1, source, at - before - 1, BEGINNINGS))
      before++
    let after = 0
    while (after < MOST_AROUND && isSame(text, to + after, source, at + word.length + after, ENDS)) after++
    const isWhole =
      BEGINNINGS.includes(source.charAt(at - before - 1) || ' ') &&
      ENDS.includes(source.charAt(at + word.length + after) || ' ')
    if (isWhole && before + after >= LEAST_AROUND) return true
    at = source.indexOf(word, at + 1)
  }
  return false
}

function isSame(text: string, i: number, source: string, j: number, edges: string): boolean {
  const character = source.charAt(j)
  return i >= 0 && character !== '' && !edges.includes(character) && text.charAt(i) === character
}

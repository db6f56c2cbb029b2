/** Words that came from somewhere else than a secret, though they are spelt like one. @module */
import type { Span } from './text-view.ts'

/** What of a text is known to hold no secret. */
export interface KnownText {
  /** Constant parts of sentences. */
  phrases: readonly string[]
  /** Of the script that ran: what stands in its text word for word was not made of what somebody typed. */
  source?: string | undefined
}

/** Whatever else somebody types is no word that a script has by chance. */
const WORD = /^\p{L}{1,16}$/u
/** A literal that is the secret and little else could have been made of it. */
const LEAST_AROUND = 4
/** Longest literal that is compared, to each side. */
const MOST_AROUND = 400
/** Places of one word in a source that are looked at. */
const MOST_PLACES = 50
/** Finds that are looked at: of a text that is full of them, all are hidden. */
const MOST_FINDS = 100
/** What a literal begins and ends with: quotes, and the holes of a template. */
const BEGINNINGS = '\'"`}'
const ENDS = '\'"`$'

/** @param finds of secrets in the text. @returns those that are not part of what is known */
export function withoutKnown(text: string, finds: Span[], { phrases, source }: KnownText): Span[] {
  if (finds.length > MOST_FINDS) return finds
  return finds.filter(
    (span) => !phrases.some((phrase) => isInPhrase(text, span, phrase)) && !isInLiteral(text, span, source),
  )
}

/** Whether the phrase stands in the text, around the span and longer than it. */
function isInPhrase(text: string, [from, to]: Span, phrase: string): boolean {
  if (phrase.length <= to - from) return false
  return text.slice(Math.max(0, to - phrase.length), from + phrase.length).includes(phrase)
}

/** Whether the span is a word, and a literal of the source stands in the text, whole, around it. */
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

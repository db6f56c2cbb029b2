/** Rules for texts that people read: one style, one word for one thing. @module */

/** A text as it stands in the source; each value that is put into it is a `□`. */
export interface Text {
  /** Names of the properties that lead to it, the innermost last. */
  path: readonly string[]
  text: string
}

/** @returns what is wrong with the text, or undefined */
type Rule = (text: Text) => string | undefined

/** Words with a better one. A text in which the word is code, such as the name of the script `login`, is not meant. */
const WORDS: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/\blog(?:s|ged|ging)?[ -]?(?:in|on|out)\b(?<!\blogin|\.log in)/i, 'sign in, sign out'],
  [/\blogins\b|\b(?:a|an|the|this|that|each|every|next|first|last|real|try) login\b(?! script)/i, 'sign-in'],
  [/\bLogin\b(?! script)/, 'sign-in'],
  [/\bset-up\b/i, 'setup'],
  [/\be-mail/i, 'email'],
  [/\bmail(?:s|ed)?\b/i, 'email'],
  [/\bmov(?:e|es|ed)(?: in)?\b(?! with)/i, 'import, migrated'],
  [/\b(?:some|any)body\b/i, 'someone, people'],
  [/\bwho(?:so)?ever\b|\bwhatever\b/i, 'people who, the person who'],
  [/\boneself\b|\bthemself\b/i, 'another sentence'],
  [/\bmade[- ]up\b/i, 'fictional'],
  [/\bmend/i, 'correct'],
  [/\b(?:begin|begins|began|begun)\b/i, 'start'],
  [/\bgo(?:es)? on\b/i, 'continue'],
  [/\bswitch(?:ed|es)? (?:\w+ )?(?:on|off)\b/i, 'turn on, turn off'],
  [/\btak(?:e|es|en) \w* ?back\b/i, 'undo'],
  [/\bchosen users\b|\bnothing chosen\b/i, 'select'],
  [/\bclash/i, 'conflict'],
  [/\b(?:Id|Ids|ids)\b|(?<![./_{\w-])id\b/, 'ID'],
  [/\b(?:thereof|therein|wherein|hereby|upon)\b/i, 'a plain word'],
  [/\bcommonest\b|\bleast length\b/i, 'most common, minimum'],
]

/** Words that keep their capital letter inside a sentence. */
const NAMES =
  /^(?:Activity|Actions|Apple|Authentication|Authorization|Basic|Buffers|Cancel|Configuration|Content|Core|Ctrl|Discovery|English|Enter|Escape|Ferry|Key|Liquid|Lucene|Management|Node|Oracle|Prometheus|Redis|Server|Set|Tab|Token|Undo|Web|X|I|Col|Ln)(?:’s)?$/

/** Properties whose texts are sentences, and end as such. */
const SENTENCE = /(?:hint|detail|description|intro|effect|why|note|empty|refused|lead|rest|afterwards)$/i

/** Properties whose texts are labels, and have no full stop. */
const LABEL = /^(?:submit|open|copy|cancel|save|add|remove|caption|button|subject|tabs|modes|labels|go)$/i

const withoutCode = (text: string): string =>
  text.replace(/`[^`]*`/g, '□').replace(/\b\w+:(?:"[^"]*"|\w+\*)/g, '□')

export const RULES: { readonly [rule: string]: Rule } = {
  'one word for one thing': ({ text }) => {
    for (const [wrong, right] of WORDS) {
      const found = wrong.exec(withoutCode(text))
      if (found) return `“${found[0]}”, write: ${right}`
    }
    return undefined
  },
  'typographic quotation marks, apostrophes and ellipses': ({ text }) =>
    /["']|\.\.\./.exec(withoutCode(text))?.[0],
  'sentence case': ({ text }) =>
    [...withoutCode(text).matchAll(/(?<=[a-z0-9,;□’”)] )([A-Z][\w’]*)/g)]
      .map(([, word = '']) => word)
      .find((word) => !NAMES.test(word) && !/^[A-Z][a-z]*[A-Z]|_|\d/.test(word)),
  'several sentences end as sentences': ({ text }) =>
    /[a-z)][.?!] [A-Z]/.test(text) && !/(?:[.?!:…]|□)\s*$/.test(text) ? 'no full stop at the end' : undefined,
  'hints and details are sentences': ({ path, text }) =>
    SENTENCE.test(path.at(-1) ?? '') && /^\p{Lu}.* .* /u.test(text) && !/(?:[.?!:…)*]|□)$/.test(text)
      ? 'no full stop at the end'
      : undefined,
  'labels have no full stop': ({ path, text }) =>
    LABEL.test(path.at(-1) ?? '') && /[^.]\.$/.test(text) ? 'a full stop at the end' : undefined,
  'the subject comes first': ({ text }) =>
    /(?:^|[.:;] )(?:There|Here|Then|Of the \w+|With it|In whose|Off|On for \w+),? (?!is\b|are\b|was\b|were\b)[^.:]*/.exec(
      text,
    )?.[0],
  'a number has its noun in the right form (counted)': ({ text }) =>
    /□ (?!is\b|has\b|was\b|does\b|as\b|this\b|its\b|ms\b|yours\b|belongs\b|conflicts\b|contains\b|exists\b|fails\b|lacks\b|looks\b|names\b|runs\b|signs\b|stays\b)[a-z]+(?<![su])s\b/.exec(
      text,
    )?.[0],
  'single spaces, none at the ends': ({ text }) => (/ {2}|^\s*$/.test(text) ? 'spaces' : undefined),
}

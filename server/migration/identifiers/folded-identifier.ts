/**
 * Folds the spellings that a legacy store may treat as one name into one form: for counting, never for looking up. @module
 */

/**
 * The form under which wrong passwords of people who have not moved are counted. Databases compare loosely: MySQL's and SQL
 * Server's usual collations take `Änn@example.com`, `ａｎｎ@example.com`, `ann@example.com\u200b` and `ann@example.com ` for
 * `ann@example.com`, so that each spelling with a count of its own would be ten more guesses at one password.
 *
 * Folded are accents, case, width, compatibility forms, kana, digits of other scripts, ligatures, `ß` and `ı`; dropped are
 * blanks, control and format characters, what Unicode does not know, and characters beyond the first plane, all of which
 * `utf8mb4_general_ci` takes for one another. The form is wider than any single collation, which costs little: two people
 * whose names fold to one share ten attempts from one address. Letters that only look alike (Cyrillic `а`) stay different,
 * since no database takes them for each other.
 *
 * @param identifier as typed or normalised
 * @returns its own form again when folded once more
 * @see Unicode UTS #10, level 1 (`utf8mb4_0900_ai_ci`, ICU strength 1); MySQL's `general_ci` for `ß` = `s`
 */
export function foldIdentifier(identifier: string): string {
  const plain = strip(strip(identifier.slice(0, MOST_CHARACTERS)).toUpperCase().toLowerCase())
  const folded = plain
    .replace(ALIKE_CHARACTERS, (character) => ALIKE.get(character) ?? character)
    .replace(SMALL_KANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + 1))
    .replace(/\p{Nd}/gu, digitOf)
    // Some collations treat `ß` as `ss`, others as `s`.
    .replace(/s+/g, 's')
  return folded === '' ? '?' : folded
}

/**
 * Normalising takes quadratic time on a run of combining marks. No stored name is this long; longer names are counted
 * together.
 */
const MOST_CHARACTERS = 1_024

function strip(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{C}\p{Default_Ignorable_Code_Point}\s\u00b7\u{10000}-\u{10ffff}]+/gu, '')
    .replace(/[\u30a1-\u30f6]/g, (katakana) => String.fromCharCode(katakana.charCodeAt(0) - 0x60))
}

/** Small hiragana, each followed by its large form. */
const SMALL_KANA = /[ぁぃぅぇぉっゃゅょゎ]/g

/** The ten digits of a script are consecutive; in some scripts several sets follow each other. */
function digitOf(digit: string): string {
  const code = digit.charCodeAt(0)
  let before = 0
  while (/\p{Nd}/u.test(String.fromCharCode(code - before - 1))) before += 1
  return String(before % 10)
}

/** Letters that NFKD keeps apart and level 1 of Unicode's collation does not, in lower case. */
const ALIKE_TO: { readonly [ascii: string]: string } = {
  a: 'ꞛꟁ',
  aa: 'ꜳ',
  ae: 'æ',
  ao: 'ꜵ',
  au: 'ꜷ',
  av: 'ꜹꜻ',
  ay: 'ꜽ',
  d: 'đðꝺ',
  db: 'ȸ',
  dz: 'ʣ',
  f: 'ꝼ',
  g: 'ᵹꞡ',
  h: 'ħ',
  i: 'ı',
  k: 'ꞣ',
  l: 'ł',
  ll: 'ỻ',
  ls: 'ʪ',
  lz: 'ʫ',
  n: 'ꞥ',
  o: 'øꞝ',
  oe: 'œ',
  oo: 'ꝏ',
  qp: 'ȹ',
  r: 'ꝛꞃꞧ',
  s: 'ꞅꞩꟙ',
  ss: 'ß',
  t: 'ꞇ',
  th: 'þᵺ',
  ts: 'ƾʦ',
  tz: 'ꜩ',
  u: 'ꞟ',
  vy: 'ꝡ',
  w: 'ꟃ',
  zw: 'ƍ',
  "'": '׳‘’‚‛',
  '"': '״“”„‟⹂〝〞〟',
  0: '౸༳៰⓿〇',
  1: '౹౼༪፩៱᧚⓵❶➀➊〡',
  2: '౺౽༫፪៲⓶❷➁➋〢',
  3: '౻౾༬፫៳⓷❸➂➌〣',
  4: '༭፬៴⓸❹➃➍〤',
  5: '༮፭៵⓹❺➄➎〥',
  6: '༯፮៶ↅ⓺❻➅➏〦',
  7: '༰፯៷⓻❼➆➐〧',
  8: '༱፰៸⓼❽➇➑〨',
  9: '༲፱៹⓽❾➈➒〩',
  10: '⓾❿➉➓㉈',
  11: '⓫',
  12: '⓬',
  13: '⓭',
  14: '⓮',
  15: '⓯',
  16: '⓰',
  17: '⓱',
  18: '⓲',
  19: '⓳',
  20: '⓴㉉',
  30: '㉊',
  40: '㉋',
  50: '㉌',
  60: '㉍',
  70: '㉎',
  80: '㉏',
  г: 'ґ',
  σ: 'ς',
}

const ALIKE: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIKE_TO).flatMap(([to, characters]) =>
    [...characters].map((character): [string, string] => [character, to]),
  ),
)
const ALIKE_CHARACTERS = new RegExp(`[${[...ALIKE.keys()].join('')}]`, 'g')

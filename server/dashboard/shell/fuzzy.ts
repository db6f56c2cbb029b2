/** Fuzzy search by a few letters. @module */

/**
 * Finds the letters of the query in their order, anywhere in the text. Neighbours and starts of words score higher.
 *
 * @returns 0 or more, higher is better; undefined when the text does not match
 */
function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '')
  const where = text.toLowerCase()
  if (wanted === '') return 0
  const whole = where.indexOf(query.trim().toLowerCase())
  if (whole >= 0) return 1_000 - Math.min(whole, 500) + (isStart(text, whole) ? 500 : 0)
  let score = 0
  let at = -1
  for (const letter of wanted) {
    const next = where.indexOf(letter, at + 1)
    if (next < 0) return undefined
    score += next === at + 1 ? 4 : isStart(text, next) ? 3 : 1
    at = next
  }
  return (score * 100) / (wanted.length * 4 + text.length)
}

function isStart(text: string, index: number): boolean {
  return (
    index === 0 ||
    /[\s\-_./@]/.test(text[index - 1] ?? '') ||
    /[a-z][A-Z]/.test(text.slice(index - 1, index + 1))
  )
}

/** @returns the best matches, best first; items with the same score keep their order */
export function fuzzyBest<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
  most: number,
): T[] {
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter((found): found is { item: T; score: number } => found.score !== undefined)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item)
}

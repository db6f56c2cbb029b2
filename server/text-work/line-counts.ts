/** How much of a text another one changes, in lines. @module */

/** Lines that came and went. */
export interface LineCounts {
  added: number
  removed: number
}

/** More edits than this are not looked for: their search would take the square of it. */
const MOST_EDITS = 400
/** Comparisons of lines, so that long texts with very many lines are not searched either. */
const MOST_COMPARISONS = 2_000_000

/** As `diff` counts them; of texts with very many changes, the lines that only one of them has. */
export function countLines(before: string, after: string): LineCounts {
  const numbers = new Map<string, number>()
  let old = linesOf(before, numbers)
  let now = linesOf(after, numbers)
  let same = 0
  while (same < old.length && same < now.length && old[same] === now[same]) same++
  let end = 0
  const most = Math.min(old.length, now.length) - same
  while (end < most && old.at(-1 - end) === now.at(-1 - end)) end++
  old = old.slice(same, old.length - end)
  now = now.slice(same, now.length - end)
  const edits = leastEdits(old, now)
  if (edits === undefined) return { added: extra(now, old), removed: extra(old, now) }
  return {
    added: (edits + now.length - old.length) / 2,
    removed: (edits + old.length - now.length) / 2,
  }
}

/** A number for each different line, which compares at once. With their ends, for a changed line end is a change. */
function linesOf(text: string, numbers: Map<string, number>): number[] {
  const lines: number[] = []
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    const line = text.slice(at, next)
    const number = numbers.get(line) ?? numbers.size
    numbers.set(line, number)
    lines.push(number)
    at = next
  }
  return lines
}

/**
 * The least number of lines to take out and put in.
 *
 * @see Myers, An O(ND) Difference Algorithm and Its Variations
 */
function leastEdits(old: readonly number[], now: readonly number[]): number | undefined {
  let comparisons = 0
  const most = Math.min(MOST_EDITS, old.length + now.length)
  const reached = new Int32Array(2 * most + 3)
  const centre = most + 1
  for (let edits = 0; edits <= most; edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = reached[centre + diagonal + 1] ?? 0
      const right = reached[centre + diagonal - 1] ?? 0
      let x = diagonal === -edits || (diagonal !== edits && right < down) ? down : right + 1
      let y = x - diagonal
      while (x < old.length && y < now.length && old[x] === now[y]) {
        x++
        y++
        comparisons++
      }
      reached[centre + diagonal] = x
      if (x >= old.length && y >= now.length) return edits
    }
    if (comparisons > MOST_COMPARISONS) return undefined
  }
  return undefined
}

/** @returns how many lines of `these` are not in `those` */
function extra(these: readonly number[], those: readonly number[]): number {
  const left = new Map<number, number>()
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1)
  let count = 0
  for (const line of these) {
    const there = left.get(line) ?? 0
    if (there === 0) count++
    else left.set(line, there - 1)
  }
  return count
}

/** How many lines a change of a text adds and removes. @module */
import { diffLines } from 'diff'

/** Lines that were added and removed. A changed line is both; so is one whose line ending changed. */
export interface LineCounts {
  added: number
  removed: number
}

/** A search for more edits than this is given up: its time grows with their square. */
const MOST_EDITS = 400

/** Counts the lines of the shortest edit; of texts with very many changes, the lines that only one of them has. */
export function countLines(before: string, after: string): LineCounts {
  const parts = diffLines(before, after, { maxEditLength: MOST_EDITS })
  if (!parts) {
    const [old, now] = [linesOf(before), linesOf(after)]
    return { added: missing(now, old), removed: missing(old, now) }
  }
  const counts: LineCounts = { added: 0, removed: 0 }
  for (const { added, removed, count } of parts) {
    if (added) counts.added += count
    if (removed) counts.removed += count
  }
  return counts
}

/** @returns the lines, each with its ending */
function linesOf(text: string): string[] {
  const lines: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    lines.push(text.slice(at, next))
    at = next
  }
  return lines
}

/** @returns the number of `lines` that `others` lack */
function missing(lines: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  let count = 0
  for (const line of lines) {
    const there = left.get(line) ?? 0
    if (there === 0) count++
    else left.set(line, there - 1)
  }
  return count
}

/** Prints at the end what was tried against Ferry, and how it ended. @module */
import { relative } from 'node:path'
import type { Reporter } from 'vitest/node'
import type { AttackCounts } from '../support/attack.ts'

const COLUMNS = ['attempts', 'refused', 'taken', 'cut', '5xx', 'block ms', 'control ms', 'beyond ms'] as const

export const tellAttacks: Reporter = {
  onTestRunEnd(modules) {
    const files = modules.flatMap((module) => {
      const { attacks } = module.meta()
      return attacks ? [{ name: relative(process.cwd(), module.moduleId), attacks }] : []
    })
    if (files.length > 0) console.log(`\n${attackTable(files)}`)
  },
}

/** @returns a line per file, and one for all; `beyond ms` is the longest block that a busy machine does not explain */
export function attackTable(files: readonly { name: string; attacks: AttackCounts }[]): string {
  const rows = [
    ['Attacks', ...COLUMNS],
    ...files
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ name, attacks }) => [name, ...cells(attacks)]),
    ['in all', ...cells(sum(files.map(({ attacks }) => attacks)))],
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

function cells({ attempts, refused, taken, cut, faults, loop }: AttackCounts): string[] {
  const times = loop
    ? [loop.longest_ms, loop.control_ms, loop.beyond_ms].map((ms) => String(Math.round(ms)))
    : ['', '', '']
  return [...[attempts, refused, taken, cut, faults].map((count) => count.toLocaleString('en')), ...times]
}

function sum(all: readonly AttackCounts[]): AttackCounts {
  const loops = all.flatMap(({ loop }) => (loop ? [loop] : []))
  const total = (pick: (counts: AttackCounts) => number): number =>
    all.reduce((so_far, one) => so_far + pick(one), 0)
  return {
    attempts: total(({ attempts }) => attempts),
    refused: total(({ refused }) => refused),
    taken: total(({ taken }) => taken),
    cut: total(({ cut }) => cut),
    faults: total(({ faults }) => faults),
    loop:
      loops.length === 0
        ? undefined
        : {
            questions: loops.reduce((so_far, { questions }) => so_far + questions, 0),
            longest_ms: Math.max(...loops.map(({ longest_ms }) => longest_ms)),
            control_ms: Math.max(...loops.map(({ control_ms }) => control_ms)),
            beyond_ms: Math.max(...loops.map(({ beyond_ms }) => beyond_ms)),
          },
  }
}

/** How rows of the life-cycle matrix are written. @module */
import type { Effect, Mode, Operation, Row, ScriptAnswer, State } from './cells.ts'
import { ANSWERS, MODES, OPERATIONS, STATES } from './cells.ts'

const words = <T extends string>(all: readonly T[], text: string): readonly T[] =>
  text === '*' ? all : (text.split(' ') as T[])

/**
 * A row. Texts are lists of words, `*` stands for all.
 *
 * @param end status and code
 * @param runs the scripts that run
 */
export function row(
  [modes, operations, states, answers]: readonly [string, string, string, string],
  end: string,
  runs: string,
  effect: Effect,
  seen?: boolean,
): Row {
  const [status, code = ''] = end.split(' ')
  return {
    modes: words<Mode>(MODES, modes),
    operations: words<Operation>(OPERATIONS, operations),
    states: words<State>(STATES, states),
    answers: words<ScriptAnswer>(ANSWERS, answers),
    expected: {
      status: Number(status),
      code,
      runs: runs === '' ? [] : runs.split(' '),
      effect,
      ...(seen === undefined ? {} : { seen }),
    },
  }
}

/** A row of cells that cannot be. */
export function never(
  [modes, operations, states, answers]: readonly [string, string, string, string],
  why: string,
): Row {
  return {
    modes: words<Mode>(MODES, modes),
    operations: words<Operation>(OPERATIONS, operations),
    states: words<State>(STATES, states),
    answers: words<ScriptAnswer>(ANSWERS, answers),
    impossible: why,
  }
}

/** How callers of each kind see a script that did not answer. */
const FAULTS = {
  authentication: [
    ['validation', '400 nope'],
    ['error', '400 script_error'],
    ['timeout', '400 script_timeout'],
    ['invalid', '400 invalid_profile'],
    ['unavailable', '503 temporarily_unavailable'],
  ],
  management: [
    ['validation', '400 nope'],
    ['error', '400 script_error'],
    ['timeout', '400 script_timeout'],
    ['invalid', '400 invalid_profile'],
    ['unavailable', '400 legacy_unavailable'],
  ],
  page: [
    ['validation error timeout invalid', '400'],
    ['unavailable', '503'],
  ],
} as const

/** Nothing is written when a script fails. @param but answers that are no failure of this script */
export function faults(
  family: keyof typeof FAULTS,
  [modes, operations, states]: readonly [string, string, string],
  runs: string,
  but = '',
): Row[] {
  return FAULTS[family].flatMap(([answers, end]) => {
    const failing = answers.split(' ').filter((answer) => answer !== but)
    if (failing.length === 0) return []
    return [row([modes, operations, states, failing.join(' ')], end, runs, 'same')]
  })
}

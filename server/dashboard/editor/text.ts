/** Texts in and around the code editor, except the problems of scripts. @module */
import { counted } from '../counted.ts'

/** Grouped by the part of the editor that shows them. */
export const editorText = {
  label: (what: string) => `${what}. Press Escape, then Tab to leave the editor.`,
  scriptLabel: (action: string) => `${action} script, JavaScript`,
  jsonLabel: 'JSON',
  beforeLabel: 'Before',
  afterLabel: 'After',
  keepMine: 'Keep mine',
  takeTheirs: 'Use theirs',
  typeHelp: {
    starting: 'Starting type help…',
    ready: 'Type help is on',
    off: 'Type help is off',
  },
  tryAgain: 'Try again',
  noProblems: 'No problems',
  /** Hints are counted only where there is nothing worse. */
  problems: (errors: number, warnings: number, hints: number) =>
    errors + warnings === 0
      ? counted(hints, 'hint')
      : [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : '']
          .filter(Boolean)
          .join(', '),
  problemList: 'Problems',
  showProblems: 'Show the problems',
  atLine: (line: number) => `Line ${line}`,
  severities: { error: 'Error', warning: 'Warning', hint: 'Hint' },
  nextDifference: 'Next difference',
  place: (line: number, column: number) => `Ln ${line}, Col ${column}`,
  bytes: (bytes: number, limit: number) =>
    bytes > limit
      ? `${kilobytes(bytes)} of ${kilobytes(limit)} kB: too long to deploy`
      : `${kilobytes(bytes)} of ${kilobytes(limit)} kB`,
  atProblem: (index: number, count: number, line: number, message: string) =>
    `Problem ${index} of ${count}, line ${line}: ${message.replaceAll('`', '')}`,
  atDifference: (index: number, count: number, line: number) =>
    `Difference ${index} of ${count}, line ${line}`,
  noDifference: 'The texts are the same',
  differences: (count: number) => counted(count, 'difference'),
} as const

function kilobytes(bytes: number): string {
  return (bytes / 1024).toLocaleString(undefined, { maximumFractionDigits: 1 })
}

/** What people read in and around the editor, but for problems in scripts. @module */

/** Sentences by place. */
export const editorText = {
  label: (what: string) => `${what}. Press Escape, then Tab to leave the editor.`,
  scriptLabel: (action: string) => `${action} script, JavaScript`,
  jsonLabel: 'JSON',
  beforeLabel: 'Before',
  afterLabel: 'After',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  typeHelp: {
    starting: 'Starting type help…',
    ready: 'Type help is on',
    off: 'Type help is off',
  },
  tryAgain: 'Try again',
  noProblems: 'No problems',
  problems: (errors: number, warnings: number) =>
    [
      errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : '',
      warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '',
    ]
      .filter(Boolean)
      .join(', '),
  nextProblem: 'Next problem',
  nextDifference: 'Next difference',
  place: (line: number, column: number) => `Ln ${line}, Col ${column}`,
  bytes: (bytes: number, limit: number) =>
    bytes > limit
      ? `${kilobytes(bytes)} of ${kilobytes(limit)} kB: too long to be deployed`
      : `${kilobytes(bytes)} of ${kilobytes(limit)} kB`,
  atProblem: (index: number, count: number, line: number, message: string) =>
    `Problem ${index} of ${count}, line ${line}: ${message.replaceAll('`', '')}`,
  atDifference: (index: number, count: number, line: number) =>
    `Difference ${index} of ${count}, line ${line}`,
  noDifference: 'The texts are the same',
  differences: (count: number) => `${count} ${count === 1 ? 'difference' : 'differences'}`,
} as const

function kilobytes(bytes: number): string {
  return (bytes / 1024).toLocaleString(undefined, { maximumFractionDigits: 1 })
}

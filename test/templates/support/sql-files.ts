/** The statements of a template's files. @module */

/** @returns the statements of a text, which semicolons at the end of a line part */
export function statementsOf(text: string): string[] {
  return text
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

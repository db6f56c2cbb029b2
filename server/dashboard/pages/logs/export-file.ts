/** The file of an export. @module */
import type { LogEntry } from '../../api/logs.ts'

/** The formats of the file. */
export type ExportFormat = 'csv' | 'jsonl'

const COLUMNS = [
  'date',
  'type',
  'description',
  'user_id',
  'user_name',
  'connection',
  'connection_id',
  'client_id',
  'client_name',
  'ip',
  'user_agent',
  'correlation_id',
  'log_id',
] as const satisfies readonly (keyof LogEntry)[]

/** @returns the text of the file; CSV with a header, and the ID of the run in a column of its own */
export function exportText(entries: readonly LogEntry[], format: ExportFormat): string {
  if (format === 'jsonl') return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  const rows = entries.map((entry) => [...COLUMNS.map((name) => entry[name]), entry.details?.run_id])
  return [[...COLUMNS, 'run_id'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/**
 * People choose their names: a cell that a spreadsheet would take for a formula gets an apostrophe.
 *
 * @see RFC 4180; OWASP, “CSV Injection”
 */
function cell(value: unknown): string {
  const text = value === undefined ? '' : String(value)
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

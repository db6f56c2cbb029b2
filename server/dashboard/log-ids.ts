/** Log IDs: how they are recognised, and where each leads. @module */
import { paths } from './routes.ts'

/**
 * Log IDs as error messages contain them: of a run (`run_…`), of an entry of the log (a UUID), of a fault of the server
 * (`err_…`).
 */
const IN_TEXT =
  /(?<![\w-])(?:(?:run|err)_[A-Za-z\d]{20}|[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12})(?![\w-])/

/** Longer texts are no message of an error. */
const LONGEST = 10_000

/** @param text as pasted: an ID, or a message that contains one; @returns the first ID in it */
export function logIdIn(text: string): string | undefined {
  return IN_TEXT.exec(text.slice(0, LONGEST))?.[0]
}

/** @returns the URL of what the ID stands for */
export function pathOfLogId(tenant: string, id: string): string {
  return id.startsWith('run_') ? paths.run(tenant, id) : paths.log(tenant, id)
}

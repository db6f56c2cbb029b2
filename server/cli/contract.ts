/** What the commands of `ferry` share: settings, output, and the error of wrong use. @module */

/** A mistake of the caller; the message says what to change. The command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** How a command ends: fine; a difference, a failed script or a failed expectation; wrong use or no answer. */
export type ExitCode = 0 | 1 | 2

/** What a command gets from its surroundings. */
export interface Surroundings {
  /** Variables of the environment. */
  variables: { readonly [name: string]: string | undefined }
  /** `FERRY_SANDBOX_ALLOW`: private addresses that scripts may reach. */
  sandbox_allow: readonly string[]
  /** Writes to standard output. */
  say(text: string): void
  /** Ends `--watch` and `--follow`. */
  signal: AbortSignal
}

/** One command of `ferry`. */
export interface Command {
  usage: string
  /** @param args after the command's name @throws {UsageError} */
  run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode>
}

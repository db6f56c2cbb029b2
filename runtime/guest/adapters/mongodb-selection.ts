/** How long drivers of `mongodb` look for a server when a script does not say. @module */

/**
 * Milliseconds. Their own 30 seconds are longer than a run; and they try twice a second, so that the limit of connections would
 * end a run whose server is down, in place of the server's refusal.
 */
const SELECTION_MS = 8_000

/** @returns the options of a client, with a time to look for a server */
export function withSelectionTime(url: unknown, options: object | undefined): object {
  const given = (options ?? {}) as { serverSelectionTimeoutMS?: unknown }
  const isTold = given.serverSelectionTimeoutMS !== undefined
  return isTold || (typeof url === 'string' && /[?&]serverSelectionTimeoutMS=/i.test(url))
    ? given
    : { ...given, serverSelectionTimeoutMS: SELECTION_MS }
}

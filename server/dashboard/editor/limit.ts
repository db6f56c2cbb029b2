/** Limits of the server that the editor shows. @module */

/** The server takes no longer scripts. */
export const SCRIPT_LIMIT_BYTES = 100 * 1024

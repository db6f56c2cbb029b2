/** What the server sets limits to, as far as the editor tells of it. @module */

/** The server takes no longer scripts. */
export const SCRIPT_LIMIT_BYTES = 100 * 1024

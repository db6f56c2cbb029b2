/** Limits of the server that the editor shows. @module */

/** The server refuses longer scripts. */
export const SCRIPT_LIMIT_BYTES = 100 * 1024

/**
 * Locks of rows at the end of a select, until the transaction ends. Comments to SQLite, which has one writer; PostgreSQL's
 * dialect makes clauses of them.
 * @module
 */

/** Nobody else changes or deletes the rows. A second transaction that wants them waits, then reads them anew. */
export const HOLD = '/* for no key update */'

/** Rows that another transaction holds are left out. */
export const HOLD_FREE = '/* for update skip locked */'

/** Nobody deletes the rows. Others may change them. */
export const KEEP = '/* for key share */'

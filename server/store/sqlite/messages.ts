/** Messages between the server and the threads of its store: names and plain data, no SQL. @module */

export interface ThreadData {
  role: 'reader' | 'writer'
  /** Path of the database. */
  database: string
  /** For readers: maximum duration of one read. */
  limit_ms?: number | undefined
}

export type Request = { kind: 'run'; id: number; name: string; args: readonly unknown[] } | { kind: 'close' }

/** Errors lose their class between threads: `error` names it. */
export type Answer =
  | { id: number; kind: 'done'; value: unknown }
  | { id: number; kind: 'failed'; error: 'unavailable' | 'too_slow' | 'bad_mark' | 'fault'; message: string }

/** The first message says that the database is open. */
export type Report = { kind: 'open' } | { kind: 'answers'; answers: Answer[] }

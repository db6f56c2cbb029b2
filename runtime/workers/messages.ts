/** The messages between a pool and its workers. @module */

/** A worker's table: plain functions of one value that can be copied. */
export interface Jobs {
  // `never`: each job has an input of its own.
  [name: string]: (input: never) => unknown
}

/** Message to a worker. */
export interface JobRequest {
  id: number
  name: string
  input: unknown
}

/** How a job ended. */
export type JobAnswer =
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; message: string }

/** Message from a worker. `loaded`: it can take jobs. */
export type JobReport = { kind: 'loaded' } | JobAnswer

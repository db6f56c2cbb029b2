/** The guest's end of the ABI (`runtime/runner/abi.ts`): the only way out of the isolate. @module */

export type Cell = string | number | boolean | null | undefined | Uint8Array

export type HostEvent = (type: string, a?: Cell, b?: Cell) => void

export interface Host {
  /** Calls the host and waits. @throws an Error with the host's `code` and `message` */
  sync(operation: string, ...args: Cell[]): Cell
  /** Posts to the host. The posts of a turn are sent together, in order, before the isolate is left. */
  post(operation: string, id: number, ...args: Cell[]): void
  /** Registers a receiver of events. @returns its id, never used again */
  open(receive: HostEvent): number
  close(id: number): void
  /** Posts a question and resolves with its answer; rejects with an Error that has the host's `code`. */
  ask(operation: string, ...args: Cell[]): Promise<Cell>
  /** Makes an Error out of the JSON text of an `err` or `error` event. */
  error(json: Cell): Error
  /**
   * Ends the run with this error, which was thrown without a caller.
   *
   * @param startedIn the run that started it, if known: an error of an earlier run is only logged
   */
  uncaught(error: unknown, startedIn?: number): void
  /** Counts the runs of the isolate; 0 before the first. */
  run(): number
}

/** Set once by `main.ts` before anything else runs. */
export let host: Host

export function setHost(value: Host): void {
  host = value
}

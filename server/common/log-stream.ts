/** Writes the log to a stream of the process without ever waiting for its reader. @module */

/** What the log needs of a stream. */
interface Stream {
  readonly writable: boolean
  /** Bytes that wait for the reader. */
  readonly writableLength: number
  write(text: string): unknown
}

/** About 5,000 lines wait for a slow reader; further ones are dropped, so that memory stays bounded. */
export const WAITING_BYTES = 1024 * 1024

/**
 * A pipe whose reader is slow does not block Node: what does not fit is queued in memory. Files and terminals are written at
 * once. A reader that has gone away makes the lines go nowhere, and the server stays (R9).
 *
 * @param summarise the line that tells how many lines were dropped, written once there is room again
 * @returns writes one line, or drops it
 */
export function createLineWriter(
  stream: Stream,
  summarise: (dropped: number) => string,
): (line: string) => void {
  let dropped = 0
  return (line) => {
    if (!stream.writable) return
    if (stream.writableLength > WAITING_BYTES) {
      dropped++
      return
    }
    if (dropped > 0) {
      const text = summarise(dropped)
      dropped = 0
      stream.write(text)
    }
    stream.write(line)
  }
}

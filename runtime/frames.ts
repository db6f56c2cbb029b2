/**
 * The one protocol between supervisor and runner: frames over the runner's stdin and stdout.
 *
 * A frame is a header of nine bytes (payload length u32be, type u8, id u32be) and a payload of JSON or raw bytes.
 * Ids are chosen by the side that opens the thing: the supervisor for isolates and runs, the runner for sockets,
 * look-ups and derivations.
 * @module
 */

/** Payload bytes of one frame. */
export const MAX_FRAME_BYTES = 1024 * 1024

/** Maximum number of unread bytes of a socket in one direction, until the receiver grants more. */
export const SOCKET_WINDOW_BYTES = 256 * 1024

/** Maximum number of bytes in one `net_data` frame. */
export const MAX_CHUNK_BYTES = 64 * 1024

const HEADER_BYTES = 9

/** A clock that is the same for all processes of a machine and cannot be set. */
export const sharedClock_ms = (): number => Number(process.hrtime.bigint()) / 1e6

/** Frame types. Below 0x40 from the supervisor, above from the runner. */
export const FRAME = {
  /** id = isolate; JSON `OpenIsolate`. */
  open_isolate: 0x01,
  /** id = isolate. */
  close_isolate: 0x02,
  /** id = run; JSON `StartRun`. */
  start_run: 0x03,
  /** id = run: cancel it, dispose of the isolate, and send an outcome. */
  cancel_run: 0x04,
  /** id = sequence number. */
  ping: 0x05,
  /** id = socket; JSON `SocketOpened`. */
  net_opened: 0x06,
  /** id = socket; bytes. */
  net_data: 0x07,
  /** id = socket: the peer will send no more. */
  net_end: 0x08,
  /** id = socket; JSON `SocketClosed`. The id is free again. */
  net_closed: 0x09,
  /** id = socket; u32be number of additional bytes that the runner may send. */
  net_credit: 0x0a,
  /** id = look-up; JSON `DnsAnswer`. */
  dns_answer: 0x0b,
  /** id = derivation; JSON `KdfAnswer`. */
  kdf_answer: 0x0c,
  /** To a process that derives keys: JSON of a job. */
  kdf_job: 0x0d,

  /** JSON `RunnerReady`. */
  ready: 0x41,
  /** id = sequence number; JSON `Pong`. */
  pong: 0x42,
  /** id = run; JSON `RunEnded`. */
  run_ended: 0x43,
  /** id = run; JSON `LogLine`. */
  log: 0x44,
  /** id = run; JSON `TraceEvent`. */
  trace: 0x45,
  /** id = socket; JSON `OpenSocket`. */
  net_open: 0x46,
  /** id = socket; bytes. */
  net_send: 0x47,
  /** id = socket: no more will be sent. */
  net_finish: 0x48,
  /** id = socket: drop it. */
  net_destroy: 0x49,
  /** id = socket; u32be number of additional bytes that the supervisor may send. */
  net_grant: 0x4a,
  /** id = look-up; JSON `DnsQuery`. */
  dns_query: 0x4b,
  /** id = isolate; JSON `IsolateClosed`: disposed of by the runner. */
  isolate_closed: 0x4c,
  /** id = derivation; u32be isolate, then JSON of a job, which the supervisor hands on unread. */
  kdf_ask: 0x4d,
  /** id = derivation: the answer is not needed any more. */
  kdf_give_up: 0x4e,
  /** From a process that derives keys: JSON `KdfAnswer`. */
  kdf_result: 0x4f,
} as const

export type FrameType = (typeof FRAME)[keyof typeof FRAME]

export interface Frame {
  type: number
  id: number
  payload: Uint8Array
}

/** @returns header and payload as one buffer */
export function encodeFrame(type: FrameType, id: number, payload?: Uint8Array | string): Uint8Array {
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload
  const length = body?.byteLength ?? 0
  if (length > MAX_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes is over the cap`)
  const frame = Buffer.allocUnsafe(HEADER_BYTES + length)
  frame.writeUInt32BE(length, 0)
  frame.writeUInt8(type, 4)
  frame.writeUInt32BE(id, 5)
  if (body) frame.set(body, HEADER_BYTES)
  return frame
}

/**
 * Cuts a byte stream into frames.
 *
 * @param onFrame gets a view of the fed chunk: a caller that reuses its chunks must copy them
 * @returns a function to feed with chunks
 * @throws {RangeError} from that function, when a frame announces more than the cap: the stream is lost
 */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Uint8Array) => void {
  /**
   * The beginning of an incomplete frame. The buffer grows up to the announced size, so that bytes which arrive slowly cost
   * no more than the frame.
   */
  let partial: Buffer | undefined
  let held = 0

  /** Moves bytes of the chunk into the partial frame. @returns how many */
  function fill(target: Buffer, upTo: number, chunk: Buffer, at: number): number {
    const copied = chunk.copy(target, held, at, at + Math.max(0, upTo - held))
    held += copied
    return copied
  }

  /** Continues the frame of an earlier chunk. @returns the offset of the next frame */
  function complete(chunk: Buffer): number {
    if (!partial) return 0
    let at = 0
    if (held < HEADER_BYTES) {
      at += fill(partial, HEADER_BYTES, chunk, 0)
      if (held < HEADER_BYTES) return at
    }
    const size = HEADER_BYTES + checked(partial.readUInt32BE(0))
    if (partial.byteLength < size) {
      const grown = Buffer.allocUnsafe(size)
      partial.copy(grown, 0, 0, held)
      partial = grown
    }
    at += fill(partial, size, chunk, at)
    if (held < size) return at
    const frame = partial.subarray(0, size)
    partial = undefined
    held = 0
    onFrame(parse(frame))
    return at
  }

  return (bytes) => {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = complete(chunk)
    while (chunk.byteLength - at >= HEADER_BYTES) {
      const end = at + HEADER_BYTES + checked(chunk.readUInt32BE(at))
      if (end > chunk.byteLength) break
      const frame = chunk.subarray(at, end)
      at = end
      onFrame(parse(frame))
    }
    if (at === chunk.byteLength) return
    partial ??= Buffer.allocUnsafe(HEADER_BYTES)
    // The header comes first, since it gives the size of the frame.
    at += complete(chunk.subarray(at))
  }
}

function parse(frame: Buffer): Frame {
  return { type: frame.readUInt8(4), id: frame.readUInt32BE(5), payload: frame.subarray(HEADER_BYTES) }
}

function checked(length: number): number {
  if (length > MAX_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes is over the cap`)
  return length
}

/**
 * The one protocol between supervisor and runner: frames over the runner's stdin and stdout.
 *
 * A frame is a header of nine bytes (payload length u32be, type u8, id u32be) and a payload of JSON or raw bytes.
 * Ids are chosen by the side that opens the thing: the supervisor for isolates and runs, the runner for sockets and
 * look-ups.
 * @module
 */

/** Payload bytes of one frame. */
export const MAX_FRAME_BYTES = 1024 * 1024

/** Bytes of a socket that may be under way in one direction before the receiver has granted more. */
export const SOCKET_WINDOW_BYTES = 256 * 1024

/** Bytes of one `net_data` frame. */
export const MAX_CHUNK_BYTES = 64 * 1024

const HEADER_BYTES = 9

/** Frame types. Below 0x40 from the supervisor, above from the runner. */
export const FRAME = {
  /** id = isolate; JSON `OpenIsolate`. */
  open_isolate: 0x01,
  /** id = isolate. */
  close_isolate: 0x02,
  /** id = run; JSON `StartRun`. */
  start_run: 0x03,
  /** id = run: give up, dispose of the isolate, answer with an outcome. */
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
  /** id = socket; u32be bytes that the runner may send on top. */
  net_credit: 0x0a,
  /** id = look-up; JSON `DnsAnswer`. */
  dns_answer: 0x0b,

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
  /** id = socket; u32be bytes that the supervisor may send on top. */
  net_grant: 0x4a,
  /** id = look-up; JSON `DnsQuery`. */
  dns_query: 0x4b,
  /** id = isolate; JSON `IsolateClosed`: disposed of by the runner. */
  isolate_closed: 0x4c,
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
 * @param onFrame the payload is valid during the call only when `copy` is not asked for: keep a copy
 * @returns a function to feed with chunks
 * @throws {RangeError} from that function, when a frame announces more than the cap: the stream is lost
 */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Uint8Array) => void {
  let chunks: Uint8Array[] = []
  let held = 0
  return (chunk) => {
    chunks.push(chunk)
    held += chunk.byteLength
    if (held < HEADER_BYTES) return
    let bytes: Buffer
    const [first] = chunks
    if (chunks.length === 1 && first) {
      bytes = Buffer.from(first.buffer, first.byteOffset, first.byteLength)
    } else {
      const length = frameLength(chunks)
      if (length !== undefined && held < HEADER_BYTES + length) return
      bytes = Buffer.concat(chunks, held)
    }
    let offset = 0
    while (bytes.byteLength - offset >= HEADER_BYTES) {
      const length = checked(bytes.readUInt32BE(offset))
      const end = offset + HEADER_BYTES + length
      if (end > bytes.byteLength) break
      const payload = bytes.subarray(offset + HEADER_BYTES, end)
      const type = bytes.readUInt8(offset + 4)
      const id = bytes.readUInt32BE(offset + 5)
      offset = end
      onFrame({ type, id, payload })
    }
    const rest = bytes.subarray(offset)
    chunks = rest.byteLength ? [rest] : []
    held = rest.byteLength
  }
}

/** Announced length of the frame at the head of a list of chunks, so that they are joined once and not per chunk. */
function frameLength(chunks: readonly Uint8Array[]): number | undefined {
  const head = Buffer.alloc(4)
  let at = 0
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.byteLength && at < 4; i++) head[at++] = chunk[i] ?? 0
    if (at === 4) return checked(head.readUInt32BE(0))
  }
  return undefined
}

function checked(length: number): number {
  if (length > MAX_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes is over the cap`)
  return length
}

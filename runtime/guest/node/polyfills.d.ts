// What the compat layer uses of the npm polyfills and of the globals that the isolate has. No more than that is typed.

interface Buffer extends Uint8Array<ArrayBuffer> {
  toString(encoding?: string, start?: number, end?: number): string
  write(text: string, ...args: (string | number | undefined)[]): number
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number
  slice(start?: number, end?: number): Buffer
  subarray(start?: number, end?: number): Buffer
  equals(other: Uint8Array): boolean
  readUInt32BE(offset?: number): number
  [method: `${string}Slice`]: (start?: number, end?: number) => string
  [method: `${string}Write`]: (text: string, offset?: number, length?: number) => number
}

interface BufferConstructor {
  (value: unknown, encodingOrOffset?: unknown, length?: unknown): Buffer
  new (value: unknown, encodingOrOffset?: unknown, length?: unknown): Buffer
  readonly prototype: Buffer
  from(value: unknown, encodingOrOffset?: unknown, length?: unknown): Buffer
  alloc(size: number, fill?: unknown, encoding?: string): Buffer
  allocUnsafe(size: number): Buffer
  allocUnsafeSlow(size: number): Buffer
  concat(list: readonly Uint8Array[], length?: number): Buffer
  byteLength(value: unknown, encoding?: string): number
  compare(a: Uint8Array, b: Uint8Array): number
  isBuffer(value: unknown): value is Buffer
  isEncoding(encoding: unknown): boolean
  copyBytesFrom(view: ArrayBufferView, offset?: number, length?: number): Buffer
  poolSize: number
}

declare module 'buffer/' {
  export const Buffer: BufferConstructor
  export const SlowBuffer: BufferConstructor
  export const INSPECT_MAX_BYTES: number
  export const kMaxLength: number
}

type Listener = (...args: never[]) => unknown

declare class NodeEventEmitter {
  static defaultMaxListeners: number
  static EventEmitter: typeof NodeEventEmitter
  static once(emitter: unknown, event: string | symbol, options?: object): Promise<unknown[]>
  static [extension: string]: unknown
  on(event: string | symbol, listener: Listener): this
  once(event: string | symbol, listener: Listener): this
  off(event: string | symbol, listener: Listener): this
  addListener(event: string | symbol, listener: Listener): this
  prependListener(event: string | symbol, listener: Listener): this
  prependOnceListener(event: string | symbol, listener: Listener): this
  removeListener(event: string | symbol, listener: Listener): this
  removeAllListeners(event?: string | symbol): this
  emit(event: string | symbol, ...args: unknown[]): boolean
  listenerCount(event: string | symbol): number
  listeners(event: string | symbol): Listener[]
  rawListeners(event: string | symbol): Listener[]
  eventNames(): (string | symbol)[]
  setMaxListeners(count: number): this
}

declare module 'events/' {
  export default class EventEmitter extends NodeEventEmitter {}
}

interface StreamOptions {
  highWaterMark?: number
  readableHighWaterMark?: number
  writableHighWaterMark?: number
  objectMode?: boolean
  allowHalfOpen?: boolean
  autoDestroy?: boolean
  emitClose?: boolean
  decodeStrings?: boolean
  defaultEncoding?: string
  readable?: boolean
  writable?: boolean
  signal?: unknown
}

type Done = (error?: unknown) => void

declare module 'readable-stream/lib/stream.js' {
  class Stream extends NodeEventEmitter {
    pipe<T>(to: T, options?: object): T
  }
  namespace Stream {
    class Readable extends Stream {
      constructor(options?: StreamOptions)
      static from(values: unknown, options?: StreamOptions): Readable
      readable: boolean
      readonly destroyed: boolean
      readonly closed: boolean
      readonly errored: unknown
      readonly readableEnded: boolean
      readonly readableLength: number
      readonly readableFlowing: boolean | null
      readonly readableHighWaterMark: number
      push(chunk: unknown, encoding?: string): boolean
      read(size?: number): unknown
      unshift(chunk: unknown): void
      pause(): this
      resume(): this
      unpipe(to?: unknown): this
      setEncoding(encoding: string): this
      destroy(error?: unknown): this
      _read(size: number): void
      _destroy(error: unknown, done: Done): void
      [Symbol.asyncIterator](): AsyncIterableIterator<Buffer>
    }
    class Writable extends Stream {
      constructor(options?: StreamOptions)
      writable: boolean
      readonly destroyed: boolean
      readonly closed: boolean
      readonly writableEnded: boolean
      readonly writableFinished: boolean
      readonly writableLength: number
      readonly writableNeedDrain: boolean
      readonly writableHighWaterMark: number
      write(chunk: unknown, encoding?: unknown, done?: unknown): boolean
      end(chunk?: unknown, encoding?: unknown, done?: unknown): this
      cork(): void
      uncork(): void
      destroy(error?: unknown): this
      _write(chunk: Buffer, encoding: string, done: Done): void
      _final(done: Done): void
      _destroy(error: unknown, done: Done): void
    }
    class Duplex extends Readable {
      writable: boolean
      readonly writableEnded: boolean
      readonly writableFinished: boolean
      readonly writableLength: number
      readonly writableNeedDrain: boolean
      write(chunk: unknown, encoding?: unknown, done?: unknown): boolean
      end(chunk?: unknown, encoding?: unknown, done?: unknown): this
      cork(): void
      uncork(): void
      _write(chunk: Buffer, encoding: string, done: Done): void
      _final(done: Done): void
    }
    class Transform extends Duplex {
      _transform(chunk: Buffer, encoding: string, done: (error?: unknown, chunk?: unknown) => void): void
      _flush(done: (error?: unknown, chunk?: unknown) => void): void
    }
    class PassThrough extends Transform {}
    const promises: { [name: string]: unknown }
    function pipeline(...args: unknown[]): unknown
    function finished(stream: unknown, ...args: unknown[]): () => void
  }
  export default Stream
}

declare module 'string_decoder/' {
  const stringDecoder: { StringDecoder: new (encoding?: string) => object }
  export default stringDecoder
}

declare module 'path-browserify' {
  const path: { [name: string]: unknown }
  export default path
}

declare module 'punycode/' {
  const punycode: { toASCII(text: string): string; toUnicode(text: string): string }
  export default punycode
}

declare module 'url/' {
  const url: {
    [name: string]: unknown
    parse(text: string, query?: boolean, slashes?: boolean): { [field: string]: unknown }
  }
  export default url
}

declare module 'assert/' {
  const assert: { [name: string]: unknown }
  export default assert
}

declare module 'assert/build/internal/util/comparisons.js' {
  const comparisons: {
    isDeepEqual(a: unknown, b: unknown): boolean
    isDeepStrictEqual(a: unknown, b: unknown): boolean
  }
  export default comparisons
}

interface GuestTimer {
  ref(): this
  unref(): this
  refresh(): this
}

declare function setTimeout(
  work: (...args: never[]) => void,
  delay_ms?: number,
  ...args: unknown[]
): GuestTimer
declare function setInterval(
  work: (...args: never[]) => void,
  delay_ms?: number,
  ...args: unknown[]
): GuestTimer
declare function setImmediate(work: (...args: never[]) => void, ...args: unknown[]): GuestTimer
declare function clearTimeout(timer: unknown): void
declare function clearInterval(timer: unknown): void
declare function clearImmediate(timer: unknown): void
declare function queueMicrotask(work: () => void): void
declare const process: {
  nextTick(work: (...args: never[]) => void, ...args: unknown[]): void
  emitWarning(warning: unknown, ...args: unknown[]): void
  [name: string]: unknown
}
declare const console: { [level: string]: (...values: unknown[]) => void }

interface Uint8Array {
  toHex(): string
  toBase64(options?: { alphabet?: 'base64' | 'base64url'; omitPadding?: boolean }): string
}
interface Uint8ArrayConstructor {
  fromHex(text: string): Uint8Array<ArrayBuffer>
  fromBase64(
    text: string,
    options?: { alphabet?: 'base64' | 'base64url'; lastChunkHandling?: string },
  ): Uint8Array<ArrayBuffer>
}

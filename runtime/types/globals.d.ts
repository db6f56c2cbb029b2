/** Globals of the sandbox, beside those of the language, the legacy ones and `configuration`. */

/** A wrong identifier or password: the login is denied, and the script is not at fault. */
declare class WrongUsernameOrPasswordError extends Error {
  constructor(userIdOrEmail?: unknown, message?: string)
  user_id: unknown
}
/** The user's input cannot be accepted; the caller sees code and message. */
declare class ValidationError extends Error {
  constructor(code?: string, message?: string)
  code: unknown
}
/** The user may not sign in; the caller sees the message. */
declare class UnauthorizedError extends Error {
  constructor(message?: string)
}

/** Any value becomes text: `new Error(err)` is common. */
interface ErrorConstructor {
  new (message?: any, options?: ErrorOptions): Error
  (message?: any, options?: ErrorOptions): Error
}

/** Modules of the catalogue, and Node's own that the sandbox has. `require('name@major')` gives an older one. */
declare function require(name: string): any

/** The global object; what is kept on it may be there in the next run, or not. */
declare const global: any

/** Written to the test run and the log. Passwords are redacted. */
declare const console: {
  log(...values: unknown[]): void
  info(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
  debug(...values: unknown[]): void
  [method: string]: (...values: any[]) => void
}

interface Timeout {
  ref(): this
  unref(): this
  hasRef(): boolean
  refresh(): this
  close(): this
}
declare function setTimeout(work: (...args: any[]) => void, delay_ms?: number, ...args: any[]): Timeout
declare function setInterval(work: (...args: any[]) => void, delay_ms?: number, ...args: any[]): Timeout
declare function setImmediate(work: (...args: any[]) => void, ...args: any[]): Timeout
declare function clearTimeout(timer: unknown): void
declare function clearInterval(timer: unknown): void
declare function clearImmediate(timer: unknown): void
declare function queueMicrotask(work: () => void): void

declare const process: {
  readonly env: { [name: string]: string | undefined }
  readonly version: string
  readonly versions: { [name: string]: string }
  readonly platform: string
  nextTick(work: (...args: any[]) => void, ...args: any[]): void
  uptime(): number
  hrtime: any
  [name: string]: any
}

type BufferEncoding =
  | 'utf8'
  | 'utf-8'
  | 'hex'
  | 'base64'
  | 'base64url'
  | 'ascii'
  | 'latin1'
  | 'binary'
  | 'ucs2'
  | 'utf16le'

interface Buffer extends Uint8Array<ArrayBuffer> {
  toString(encoding?: BufferEncoding | (string & {}), start?: number, end?: number): string
  equals(other: Uint8Array): boolean
  compare(other: Uint8Array): number
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number
  write(text: string, ...rest: any[]): number
  slice(start?: number, end?: number): Buffer
  subarray(start?: number, end?: number): Buffer
  toJSON(): { type: string; data: number[] }
  readUInt8(offset?: number): number
  readUInt16LE(offset?: number): number
  readUInt16BE(offset?: number): number
  readUInt32LE(offset?: number): number
  readUInt32BE(offset?: number): number
  readInt32LE(offset?: number): number
  readInt32BE(offset?: number): number
  writeUInt8(value: number, offset?: number): number
  writeUInt16LE(value: number, offset?: number): number
  writeUInt16BE(value: number, offset?: number): number
  writeUInt32LE(value: number, offset?: number): number
  writeUInt32BE(value: number, offset?: number): number
  writeInt32LE(value: number, offset?: number): number
  writeInt32BE(value: number, offset?: number): number
}
interface BufferConstructor {
  /** @deprecated use `Buffer.from` or `Buffer.alloc` */
  new (source: any, encoding?: string): Buffer
  /** @deprecated use `Buffer.from` or `Buffer.alloc` */
  (source: any, encoding?: string): Buffer
  from(text: string, encoding?: BufferEncoding | (string & {})): Buffer
  from(bytes: any, offset?: any, length?: number): Buffer
  alloc(size: number, fill?: any, encoding?: string): Buffer
  allocUnsafe(size: number): Buffer
  concat(list: readonly Uint8Array[], length?: number): Buffer
  byteLength(text: string | Uint8Array, encoding?: string): number
  compare(one: Uint8Array, other: Uint8Array): number
  isBuffer(value: unknown): value is Buffer
  isEncoding(name: string): boolean
  readonly prototype: Buffer
}
declare const Buffer: BufferConstructor

declare function atob(text: string): string
declare function btoa(text: string): string
declare function structuredClone<Value>(value: Value): Value

declare class TextEncoder {
  encode(text?: string): Uint8Array
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes?: ArrayBuffer | ArrayBufferView): string
}

declare class URLSearchParams {
  constructor(init?: string | object | Iterable<[string, string]>)
  append(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string): boolean
  set(name: string, value: unknown): void
  sort(): void
  toString(): string
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  forEach(work: (value: string, name: string) => void): void
  [Symbol.iterator](): IterableIterator<[string, string]>
}
declare class URL {
  constructor(url: string | URL, base?: string | URL)
  static canParse(url: string, base?: string): boolean
  hash: string
  host: string
  hostname: string
  href: string
  readonly origin: string
  password: string
  pathname: string
  port: string
  protocol: string
  search: string
  readonly searchParams: URLSearchParams
  username: string
  toString(): string
  toJSON(): string
}

declare class Event {
  constructor(type: string, options?: object)
  readonly type: string
}
declare class EventTarget {
  addEventListener(type: string, listener: any, options?: any): void
  removeEventListener(type: string, listener: any): void
  dispatchEvent(event: Event): boolean
}
declare class AbortSignal extends EventTarget {
  static timeout(time_ms: number): AbortSignal
  static abort(reason?: unknown): AbortSignal
  static any(signals: AbortSignal[]): AbortSignal
  readonly aborted: boolean
  readonly reason: any
  throwIfAborted(): void
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare class DOMException extends Error {
  constructor(message?: string, name?: string)
  readonly code: number
}
declare const performance: { now(): number; readonly timeOrigin: number; [name: string]: any }

declare class Blob {
  constructor(parts?: readonly unknown[], options?: { type?: string })
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
  slice(start?: number, end?: number, type?: string): Blob
  text(): Promise<string>
}
declare class File extends Blob {
  constructor(parts: readonly unknown[], name: string, options?: object)
  readonly name: string
}
declare class FormData {
  append(name: string, value: string | Blob, file?: string): void
  delete(name: string): void
  get(name: string): any
  getAll(name: string): any[]
  has(name: string): boolean
  set(name: string, value: string | Blob, file?: string): void
}
declare class Headers {
  constructor(init?: object | Iterable<[string, string]>)
  append(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  getSetCookie(): string[]
  has(name: string): boolean
  set(name: string, value: string): void
  entries(): IterableIterator<[string, string]>
  forEach(work: (value: string, name: string) => void): void
  [Symbol.iterator](): IterableIterator<[string, string]>
}
interface RequestInit {
  method?: string
  headers?: any
  body?: any
  redirect?: 'follow' | 'error' | 'manual'
  signal?: AbortSignal | null
  [option: string]: any
}
declare class Request {
  constructor(input: string | URL | Request, init?: RequestInit)
  readonly url: string
  readonly method: string
  readonly headers: Headers
}
declare class Response {
  constructor(body?: any, init?: { status?: number; statusText?: string; headers?: any })
  static json(value: unknown, init?: object): Response
  static error(): Response
  readonly ok: boolean
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  readonly url: string
  readonly redirected: boolean
  readonly bodyUsed: boolean
  readonly body: any
  arrayBuffer(): Promise<ArrayBuffer>
  blob(): Promise<Blob>
  clone(): Response
  formData(): Promise<FormData>
  json(): Promise<any>
  text(): Promise<string>
}
/** HTTP. The connection's address policy decides what may be reached. */
declare function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>

/** Node’s own modules that the sandbox has, and the calls of them that scripts use. Those without a body say no more than their name. */
declare module 'crypto' {
  type Bytes = string | ArrayBuffer | ArrayBufferView

  interface Hash {
    update(data: Bytes, encoding?: string): this
    digest(): Buffer
    digest(encoding: 'hex' | 'base64' | 'base64url' | 'latin1' | 'binary' | (string & {})): string
    copy(options?: object): this
  }
  interface Cipher {
    update(data: Bytes): Buffer
    update(data: Bytes, inputEncoding: string | undefined): Buffer
    update(data: Bytes, inputEncoding: string | undefined, outputEncoding: string): string
    final(): Buffer
    final(encoding: string): string
    setAAD(data: Uint8Array, options?: object): this
    setAuthTag(tag: Uint8Array): this
    getAuthTag(): Buffer
    setAutoPadding(on?: boolean): this
  }
  interface Signer {
    update(data: Bytes, encoding?: string): this
    sign(key: any): Buffer
    sign(key: any, encoding: string): string
    verify(key: any, signature: Bytes, encoding?: string): boolean
  }
  type KeyCallback = (error: Error | null, key: Buffer) => void

  export function createHash(
    algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512' | (string & {}),
    options?: object,
  ): Hash
  export function createHmac(algorithm: string, key: any, options?: object): Hash
  export function hash(algorithm: string, data: Bytes, encoding?: string): any
  /** Compares in constant time; the lengths must be equal. */
  export function timingSafeEqual(one: ArrayBufferView, other: ArrayBufferView): boolean
  export function pbkdf2(
    password: Bytes,
    salt: Bytes,
    iterations: number,
    length: number,
    digest: string | KeyCallback,
    callback?: KeyCallback,
  ): void
  export function pbkdf2Sync(
    password: Bytes,
    salt: Bytes,
    iterations: number,
    length: number,
    digest?: string,
  ): Buffer
  export function scrypt(
    password: Bytes,
    salt: Bytes,
    length: number,
    options: object | KeyCallback,
    callback?: KeyCallback,
  ): void
  export function scryptSync(password: Bytes, salt: Bytes, length: number, options?: object): Buffer
  export function hkdf(
    digest: string,
    key: any,
    salt: Bytes,
    info: Bytes,
    length: number,
    callback: (error: Error | null, key: ArrayBuffer) => void,
  ): void
  export function hkdfSync(digest: string, key: any, salt: Bytes, info: Bytes, length: number): ArrayBuffer
  export function randomBytes(size: number): Buffer
  export function randomBytes(size: number, callback: (error: Error | null, bytes: Buffer) => void): void
  export function randomUUID(options?: object): string
  export function randomInt(max: number): number
  export function randomInt(min: number, max: number, callback?: any): number
  export function randomFill(bytes: any, ...rest: any[]): void
  export function randomFillSync<Bytes>(bytes: Bytes, ...rest: any[]): Bytes
  export function getRandomValues<Bytes>(bytes: Bytes): Bytes
  export function createCipheriv(algorithm: string, key: any, iv: any, options?: object): Cipher
  export function createDecipheriv(algorithm: string, key: any, iv: any, options?: object): Cipher
  /** @deprecated its key has no salt; use `createCipheriv` */
  export function createCipher(algorithm: string, password: any): Cipher
  /** @deprecated its key has no salt; use `createDecipheriv` */
  export function createDecipher(algorithm: string, password: any): Cipher
  export function createSign(algorithm: string): Signer
  export function createVerify(algorithm: string): Signer
  export function sign(algorithm: string | null | undefined, data: Bytes, key: any): Buffer
  export function verify(algorithm: string | null | undefined, data: Bytes, key: any, signature: any): boolean
  export function publicEncrypt(key: any, data: any): Buffer
  export function privateDecrypt(key: any, data: any): Buffer
  export function privateEncrypt(key: any, data: any): Buffer
  export function publicDecrypt(key: any, data: any): Buffer
  export function createSecretKey(key: any, encoding?: string): any
  export function createPrivateKey(key: any): any
  export function createPublicKey(key: any): any
  export function getHashes(): string[]
  export function getCiphers(): string[]
  export function getCurves(): string[]
  export function getCipherInfo(name: any, options?: object): any
  export function getFips(): number
  export const constants: { [name: string]: any }
  export const webcrypto: any
  export const subtle: any
}

declare module 'util' {
  export function format(template?: unknown, ...values: unknown[]): string
  export function formatWithOptions(options: object, template?: unknown, ...values: unknown[]): string
  export function inspect(value: unknown, ...options: any[]): string
  export function promisify(work: any): (...args: any[]) => Promise<any>
  export function callbackify(work: any): (...args: any[]) => void
  export function inherits(child: any, parent: any): void
  export function deprecate(work: any, message: string, code?: string): any
  export function debuglog(name: string): any
  export function debug(name: string): any
  export function isDeepStrictEqual(one: unknown, other: unknown): boolean
  export const types: any
}

declare module 'querystring' {
  export function parse(text: string, separator?: string, equals?: string, options?: object): any
  export function stringify(fields: object, separator?: string, equals?: string, options?: object): string
  export function decode(text: string, separator?: string, equals?: string, options?: object): any
  export function encode(fields: object, separator?: string, equals?: string, options?: object): string
  export function escape(text: string): string
  export function unescape(text: string): string
  export function unescapeBuffer(bytes: any, decodeSpaces?: boolean): Buffer
}

declare module 'http' {
  interface Incoming {
    statusCode: number
    statusMessage: string
    headers: { [name: string]: any }
    setEncoding(encoding: string): this
    resume(): this
    on(event: 'data', listener: (chunk: any) => void): this
    on(event: 'end' | 'close' | 'error' | (string & {}), listener: (...args: any[]) => void): this
    [name: string]: any
  }
  interface Outgoing {
    write(data: any, ...rest: any[]): boolean
    end(...rest: any[]): this
    destroy(error?: Error): this
    abort(): void
    setTimeout(time_ms: number, callback?: () => void): this
    on(event: 'response', listener: (response: Incoming) => void): this
    on(event: 'error' | 'timeout' | (string & {}), listener: (...args: any[]) => void): this
    [name: string]: any
  }
  type Answer = (response: Incoming) => void

  export function request(options: any, callback?: Answer): Outgoing
  export function request(url: any, options: object, callback?: Answer): Outgoing
  export function get(options: any, callback?: Answer): Outgoing
  export function get(url: any, options: object, callback?: Answer): Outgoing
  export const Agent: any
  export const globalAgent: any
  export const METHODS: string[]
  export const STATUS_CODES: { [status: number]: string }
}

declare module 'https' {
  export { Agent, get, globalAgent, request } from 'http'
}

declare module 'assert'
declare module 'assert/strict'
declare module 'async_hooks'
declare module 'buffer'
declare module 'constants'
declare module 'diagnostics_channel'
declare module 'dns'
declare module 'dns/promises'
declare module 'events'
declare module 'module'
declare module 'net'
declare module 'os'
declare module 'path'
declare module 'path/posix'
declare module 'perf_hooks'
declare module 'process'
declare module 'punycode'
declare module 'stream'
declare module 'stream/promises'
declare module 'string_decoder'
declare module 'timers'
declare module 'timers/promises'
declare module 'tls'
declare module 'tty'
declare module 'url'
declare module 'util/types'
declare module 'worker_threads'
declare module 'zlib'

/** The streams of zlib. Each is one on the host, opened when it is first written to. @module */
import { host } from '../host.ts'
import { Buffer } from './buffer.ts'
import { received } from './bytes.ts'
import { asNodeError, PIECE_BYTES, pieces } from './host-call.ts'
import { Transform } from './stream.ts'
import { constants } from './zlib-constants.ts'
import { optionsCell } from './zlib-options.ts'

type Done = (error?: unknown, chunk?: unknown) => void

/** Empty chunks that mark a flush. */
const flushes = new WeakMap<object, number>()

/** Base class of `Gzip`, `Gunzip` and so on. */
export class ZlibStream extends Transform {
  bytesWritten = 0
  readonly #mode: string
  readonly #options: string
  #id: number | undefined
  /** Pending answers of the host, in order. */
  #waiting: Done | undefined
  #ended: Done | undefined
  /** Output that has not been read; the host pauses while there is much of it. */
  #unread = 0

  constructor(mode: string, options: unknown) {
    const given = (options ?? {}) as { [name: string]: never }
    super({ ...given, autoDestroy: true })
    this.#mode = mode
    this.#options = optionsCell(mode, given)
  }

  #open(): number {
    this.#id ??= this.#opened()
    return this.#id
  }

  #opened(): number {
    const id = host.open((type, content) => {
      switch (type) {
        case 'data':
          return this.#arrived(received(content))
        case 'wrote':
        case 'flushed':
          return this.#settle()
        case 'end': {
          const done = this.#ended
          this.#forget()
          return done?.()
        }
        case 'error':
        case 'err':
          this.#forget()
          this.destroy(asNodeError(host.error(content)))
      }
    })
    host.post('zlib.open', id, this.#mode, this.#options)
    return id
  }

  #arrived(bytes: Buffer): void {
    this.#unread += bytes.length
    if (this.push(bytes)) this.#consumed()
  }

  #consumed(): void {
    if (this.#unread === 0 || this.#id === undefined) return
    host.post('zlib.consumed', this.#id, this.#unread)
    this.#unread = 0
  }

  #settle(): void {
    const done = this.#waiting
    this.#waiting = undefined
    done?.()
  }

  #forget(): void {
    if (this.#id === undefined) return
    host.close(this.#id)
    this.#id = undefined
  }

  override _transform(chunk: Buffer, _encoding: string, done: Done): void {
    const flush = flushes.get(chunk)
    if (flush !== undefined) {
      this.#waiting = done
      host.post('zlib.flush', this.#open(), flush)
      return
    }
    this.bytesWritten += chunk.length
    const list = chunk.length <= PIECE_BYTES ? [new Uint8Array(chunk)] : pieces(chunk)
    const next = (): void => {
      const piece = list.shift()
      if (!piece || this.destroyed) {
        done()
        return
      }
      this.#waiting = next
      host.post('zlib.write', this.#open(), piece)
    }
    next()
  }

  override _flush(done: Done): void {
    this.#ended = done
    host.post('zlib.end', this.#open())
  }

  override _read(size: number): void {
    this.#consumed()
    super._read(size)
  }

  override _destroy(error: unknown, done: Done): void {
    if (this.#id !== undefined) host.post('zlib.close', this.#id)
    this.#forget()
    done(error)
  }

  /** `([kind, ]callback)` */
  flush(...args: unknown[]): void {
    const callback = args.find((arg) => typeof arg === 'function')
    const kind = typeof args[0] === 'number' ? args[0] : defaultFlush(this.#mode)
    const marker = Buffer.alloc(0)
    flushes.set(marker, kind)
    this.write(marker, callback)
  }

  close(callback?: unknown): void {
    if (typeof callback === 'function') this.once('close', callback as () => void)
    this.destroy()
  }
}

function defaultFlush(mode: string): number {
  return mode.startsWith('brotli') ? constants.BROTLI_OPERATION_FLUSH : constants.Z_FULL_FLUSH
}

/** Bodies of requests and responses, and what reads them. @see https://fetch.spec.whatwg.org/#bodies @module */
import { Buffer } from '../node/buffer.ts'
import { viewOf } from '../node/bytes.ts'
import { nodeError, notAvailable } from '../node/errors.ts'
import { URLSearchParams } from '../node/search-params.ts'
import { decodeUtf8 } from '../node/utf8.ts'
import { parse } from '../primordials.ts'
import { Blob } from './blob.ts'
import { FormData } from './form-data.ts'
import { encodeForm } from './multipart.ts'

/** A stream of bytes that can be read once. */
export interface Source {
  /** @returns the next bytes; undefined at the end */
  read(): Promise<Uint8Array | undefined>
  cancel(): void
}

/** The source of a request's or response's `body`. */
export interface Extracted {
  source: Source
  /** All bytes, if they are known: such a body can be sent again. */
  bytes?: Uint8Array
  /** The `Content-Type` of the body. */
  type?: string
}

/** @throws TypeError for what can't be a body */
export function extract(init: unknown): Extracted | undefined {
  if (init === undefined || init === null) return undefined
  if (init instanceof BodyStream) return { source: init.take() }
  if (init instanceof URLSearchParams)
    return whole(init.toString(), 'application/x-www-form-urlencoded;charset=UTF-8')
  if (init instanceof FormData) {
    const { bytes, type } = encodeForm(init)
    return whole(bytes, type)
  }
  if (init instanceof Blob) return whole(Blob.bytesOf(init), init.type || undefined)
  if (init instanceof ArrayBuffer || ArrayBuffer.isView(init)) return whole(Buffer.from(viewOf(init)))
  const { [Symbol.asyncIterator]: iterate } = init as {
    [Symbol.asyncIterator]?: () => AsyncIterator<Uint8Array>
  }
  if (typeof iterate === 'function') return { source: sourceOf(iterate.call(init)) }
  return whole(`${init}`, 'text/plain;charset=UTF-8')
}

function whole(content: string | Uint8Array, type?: string): Extracted {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { source: once(bytes), bytes, ...(type !== undefined && { type }) }
}

function once(bytes: Uint8Array): Source {
  let left: Uint8Array | undefined = bytes
  return {
    read() {
      const now = left?.byteLength ? left : undefined
      left = undefined
      return Promise.resolve(now)
    },
    cancel() {
      left = undefined
    },
  }
}

function sourceOf(iterator: AsyncIterator<unknown>): Source {
  return {
    async read() {
      const { value, done } = await iterator.next()
      if (done) return undefined
      return typeof value === 'string' ? Buffer.from(value) : viewOf(value as Uint8Array)
    },
    cancel: () => void iterator.return?.(),
  }
}

/** Splits a stream for two readers; data that only one of them has read is kept for the other. */
function tee(source: Source): [Source, Source] {
  const queues: Uint8Array[][] = [[], []]
  const cancelled = [false, false]
  let ended = false
  let reading: Promise<void> | undefined
  const pull = (): Promise<void> => {
    reading ??= source.read().then(
      (bytes) => {
        reading = undefined
        if (bytes) for (const queue of queues) queue.push(bytes)
        else ended = true
      },
      (error: unknown) => {
        reading = undefined
        throw error
      },
    )
    return reading
  }
  const branch = (side: 0 | 1): Source => ({
    async read() {
      const queue = queues[side] ?? []
      while (queue.length === 0 && !ended && !cancelled[side]) await pull()
      return queue.shift()
    },
    cancel() {
      cancelled[side] = true
      if (cancelled[0] && cancelled[1]) source.cancel()
    },
  })
  return [branch(0), branch(1)]
}

/** The subset of `ReadableStream` that readers of bodies use. */
export class BodyStream {
  #source: Source
  #reader: object | undefined
  #disturbed = false

  constructor(source: Source) {
    this.#source = source
  }

  get locked(): boolean {
    return this.#reader !== undefined
  }

  /** Whether reading has begun. */
  static disturbed(stream: BodyStream): boolean {
    return stream.#disturbed
  }

  /** Returns the stream for reading it whole. @throws TypeError when another reader has begun */
  take(): Source {
    if (this.#disturbed || this.locked) throw new TypeError('Body is unusable: Body has already been read')
    this.#disturbed = true
    this.#reader = this.#source
    return this.#source
  }

  /** Splits the stream, and keeps one half. */
  split(): BodyStream {
    if (this.#disturbed || this.locked) throw new TypeError('Response.clone: Body has already been consumed.')
    const [mine, theirs] = tee(this.#source)
    this.#source = mine
    return new BodyStream(theirs)
  }

  getReader(): object {
    if (this.locked)
      throw nodeError('ERR_INVALID_STATE', 'Invalid state: ReadableStream is locked', TypeError)
    const reader = {
      read: async (): Promise<{ value: Uint8Array | undefined; done: boolean }> => {
        this.#disturbed = true
        const value = await this.#source.read()
        return { value: value && new Uint8Array(value), done: value === undefined }
      },
      cancel: (): Promise<void> => this.#cancel(),
      releaseLock: (): void => {
        if (this.#reader === reader) this.#reader = undefined
      },
    }
    this.#reader = reader
    return reader
  }

  #cancel(): Promise<void> {
    this.#disturbed = true
    this.#source.cancel()
    return Promise.resolve()
  }

  cancel(): Promise<void> {
    if (this.locked) {
      return Promise.reject(
        nodeError('ERR_INVALID_STATE', 'Invalid state: ReadableStream is locked', TypeError),
      )
    }
    return this.#cancel()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const source = this.take()
    let done = false
    try {
      for (let bytes = await source.read(); bytes; bytes = await source.read()) yield bytes
      done = true
    } finally {
      if (!done) source.cancel()
    }
  }
  values(): AsyncGenerator<Uint8Array> {
    return this[Symbol.asyncIterator]()
  }

  pipeTo(): never {
    throw notAvailable('ReadableStream.pipeTo')
  }
  pipeThrough(): never {
    throw notAvailable('ReadableStream.pipeThrough')
  }
  tee(): never {
    throw notAvailable('ReadableStream.tee')
  }
  get [Symbol.toStringTag](): string {
    return 'ReadableStream'
  }
}

/** Shared by `Request` and `Response`. */
export abstract class Body {
  #body: BodyStream | null = null

  abstract get headers(): { get(name: string): string | null }

  protected setBody(source: Source | undefined): void {
    this.#body = source ? new BodyStream(source) : null
  }
  protected setStream(stream: BodyStream | null): void {
    this.#body = stream
  }

  get body(): BodyStream | null {
    return this.#body
  }
  get bodyUsed(): boolean {
    return this.#body !== null && BodyStream.disturbed(this.#body)
  }

  async #all(): Promise<Buffer> {
    if (!this.#body) return Buffer.alloc(0)
    const source = this.#body.take()
    const chunks: Uint8Array[] = []
    for (let bytes = await source.read(); bytes; bytes = await source.read()) chunks.push(bytes)
    return Buffer.concat(chunks)
  }

  async text(): Promise<string> {
    const text = decodeUtf8(await this.#all())
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
  async json(): Promise<unknown> {
    return parse(await this.text())
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await this.#all()).buffer
  }
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.#all())
  }
  async blob(): Promise<Blob> {
    return new Blob([await this.#all()], { type: this.headers.get('content-type') ?? '' })
  }
  async formData(): Promise<FormData> {
    const type = this.headers.get('content-type') ?? ''
    if (!/^application\/x-www-form-urlencoded(;|$)/i.test(type)) {
      throw new TypeError(
        `formData() reads application/x-www-form-urlencoded only; this body is ${type || 'of no type'}.`,
      )
    }
    const form = new FormData()
    for (const [name, value] of new URLSearchParams(await this.text())) form.append(name, value)
    return form
  }
}

/** `Blob` and `File`. @see https://w3c.github.io/FileAPI/ @module */
import { Buffer } from '../node/buffer.ts'
import { viewOf } from '../node/bytes.ts'
import { notAvailable } from '../node/errors.ts'
import { decodeUtf8 } from '../node/utf8.ts'

export class Blob {
  #bytes: Buffer
  readonly #type: string

  constructor(parts: Iterable<unknown> = [], options: { type?: unknown } = {}) {
    const type = options.type === undefined ? '' : `${options.type}`
    this.#type = /[^\u0020-\u007e]/.test(type) ? '' : type.toLowerCase()
    this.#bytes = Buffer.concat([...parts].map(bytesOfPart))
  }

  /** The bytes themselves, not a copy. */
  static bytesOf(blob: Blob): Buffer {
    return blob.#bytes
  }

  get size(): number {
    return this.#bytes.length
  }
  get type(): string {
    return this.#type
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#bytes).buffer
  }
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(this.#bytes)
  }
  async text(): Promise<string> {
    return decodeUtf8(this.#bytes)
  }
  slice(start?: number, end?: number, type = ''): Blob {
    return new Blob([this.#bytes.slice(start, end)], { type })
  }
  stream(): never {
    throw notAvailable('Blob.stream')
  }
  get [Symbol.toStringTag](): string {
    return 'Blob'
  }
}

export class File extends Blob {
  readonly name: string
  readonly lastModified: number

  constructor(
    parts: Iterable<unknown>,
    name: unknown,
    options: { type?: unknown; lastModified?: number } = {},
  ) {
    super(parts, options)
    this.name = `${name}`
    this.lastModified = options.lastModified ?? Date.now()
  }
  override get [Symbol.toStringTag](): string {
    return 'File'
  }
}

function bytesOfPart(part: unknown): Buffer {
  if (part instanceof Blob) return Blob.bytesOf(part)
  if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return viewOf(part)
  return Buffer.from(`${part}`)
}

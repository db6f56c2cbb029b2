/** `DOMException`. @see https://webidl.spec.whatwg.org/#idl-DOMException @module */

const CODES: { [name: string]: number } = {
  NotFoundError: 8,
  NotSupportedError: 9,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidAccessError: 15,
  NetworkError: 19,
  AbortError: 20,
  QuotaExceededError: 22,
  TimeoutError: 23,
  DataCloneError: 25,
  InvalidCharacterError: 5,
}

export class DOMException extends Error {
  get [Symbol.toStringTag](): string {
    return 'DOMException'
  }
  override readonly name: string
  readonly code: number
  constructor(message = '', options: string | { name?: string; cause?: unknown } = 'Error') {
    const { name = 'Error', ...rest } = typeof options === 'string' ? { name: options } : options
    super(message, 'cause' in rest ? { cause: rest.cause } : undefined)
    this.name = name
    this.code = CODES[name] ?? 0
  }
}

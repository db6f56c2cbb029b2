/** Errors with the codes that Node gives them. @module */

type ErrorClass = new (message: string) => Error

/** @returns an error as Node's own modules throw it, with its `code` and other properties that callers read */
export function nodeError(
  code: string,
  message: string,
  Class: ErrorClass = Error,
  more: { [key: string]: unknown } = {},
): Error & { code: string } {
  return Object.assign(new Class(message), { code, ...more })
}

/** @param expected such as `of type string` */
export function invalidArgument(name: string, expected: string, value: unknown): Error {
  const received = value === null || value === undefined ? `${value}` : `type ${typeof value}`
  return nodeError(
    'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be ${expected}. Received ${received}`,
    TypeError,
  )
}

/** @returns the error for something that the sandbox does not offer, with its name */
export function notAvailable(name: string): Error {
  return nodeError('ERR_METHOD_NOT_IMPLEMENTED', `${name} is not available in the sandbox`)
}

/** @returns a function that throws an error with its name */
export function unavailable(name: string): (...args: unknown[]) => never {
  return () => {
    throw notAvailable(name)
  }
}

/** @returns a class whose construction throws an error with its name, so that only `instanceof` works */
export function unavailableClass(name: string): new () => object {
  return class {
    constructor() {
      throw notAvailable(name)
    }
  }
}

/** @throws ERR_INVALID_ARG_TYPE unless it is a function */
export function mustBeFunction(name: string, value: unknown): asserts value is (...args: unknown[]) => void {
  if (typeof value !== 'function') throw invalidArgument(name, 'of type function', value)
}

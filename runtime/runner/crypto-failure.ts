/** What a guest may know of a failure of `node:crypto`. @module */
import { HostError, LimitError } from './abi.ts'
import { hostError } from './failure.ts'

/** What Node throws without a code; nothing else without one is told to a guest. */
const CODELESS =
  /^(Digest method not supported|Digest method \S{1,100} is not supported|Unsupported state or unable to authenticate data|Unsupported state|Trying to add data in unsupported state|PBKDF2 derivation failed|Invalid IV length \d+|Invalid key length \d+|Invalid tag length \d+|Unsupported algorithm|Public key is not for encryption)$/

/** @returns the failure as a guest may know it, with the class that Node's error has */
export function cryptoError(error: unknown): HostError | LimitError {
  if (error instanceof HostError || error instanceof LimitError) return error
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown
    message?: unknown
  }
  const failure =
    code === undefined && typeof message === 'string' && CODELESS.test(message)
      ? new HostError('', message)
      : hostError(error)
  const Class =
    error instanceof RangeError ? 'RangeError' : error instanceof TypeError ? 'TypeError' : undefined
  if (failure instanceof LimitError || Class === undefined) return failure
  return new HostError(failure.wire.code, failure.wire.message, { ...failure.wire, class: Class })
}

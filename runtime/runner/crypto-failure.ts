/** Converts failures of `node:crypto` for a guest. @module */
import { HostError, LimitError } from './abi.ts'
import { hostError } from './failure.ts'

/** Messages that Node throws without a code; other errors without a code are not shown to a guest. */
const CODELESS =
  /^(Digest method not supported|Digest method \S{1,100} is not supported|Unsupported state or unable to authenticate data|Unsupported state|Trying to add data in unsupported state|PBKDF2 derivation failed|Invalid IV length \d+|Invalid key length \d+|Invalid tag length \d+|Unsupported algorithm|Public key is not for encryption)$/

/** @returns the failure for a guest, with the class of Node's error */
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

/** How the double refuses: with the codes and code names of MongoDB's `error_codes.yml`. @module */

/** Code names by number; a command's refusal travels as `{ok: 0, errmsg, code, codeName}`. */
const CODE_NAMES = {
  2: 'BadValue',
  9: 'FailedToParse',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  73: 'InvalidNamespace',
  115: 'CommandNotSupported',
  352: 'UnsupportedOpQueryCommand',
  11000: 'DuplicateKey',
} as const

/** The codes that the double knows. */
export type MongoCode = keyof typeof CODE_NAMES

/** A refusal; `details` are further fields of the answer, such as `keyPattern`. */
export class MongoFault extends Error {
  readonly code: MongoCode
  readonly details: { [field: string]: unknown }

  constructor(code: MongoCode, message: string, details: { [field: string]: unknown } = {}) {
    super(message)
    this.name = 'MongoFault'
    this.code = code
    this.details = details
  }
}

/** What a thing that was thrown becomes on the wire; the query engine's own complaints are a client's mistake. */
export function faultOf(thrown: unknown): MongoFault {
  if (thrown instanceof MongoFault) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const immutable = /immutable field/.test(message)
  const unknown_operator = /Unknown update operator/i.test(message)
  return new MongoFault(immutable ? 66 : unknown_operator ? 9 : 2, message)
}

/** The answer document of a refusal. */
export function faultDocument(fault: MongoFault): { [field: string]: unknown } {
  return {
    ok: 0,
    errmsg: fault.message,
    code: fault.code,
    codeName: CODE_NAMES[fault.code],
    ...fault.details,
  }
}

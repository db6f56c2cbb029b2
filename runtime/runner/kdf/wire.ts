/** The wire form of derivations, which the supervisor forwards without reading. @module */
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { KdfJob } from './derivation.ts'
import { tooDear } from './derivation.ts'

/** Password, salt and the like of one derivation together; a frame holds no more. */
const MAX_INPUT_BYTES = 512 * 1024
const MAX_ARGON2_KIB = 128 * 1024
const MAX_SCRYPT_BYTES = 64 * 1024 * 1024

const Bytes = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'))
const Count = z.int().min(0)
const Length = Count.max(1024)

/** Input from a runner is untrusted: sizes are checked again; the supervisor limits the time. */
const Job = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pbkdf2'),
    digest: z.string().max(100),
    password: Bytes,
    salt: Bytes,
    iterations: Count,
    length: Length,
  }),
  z
    .strictObject({
      kind: z.literal('scrypt'),
      password: Bytes,
      salt: Bytes,
      length: Length,
      N: Count,
      r: Count,
      p: Count,
    })
    .refine(({ N, r }) => 128 * N * r <= MAX_SCRYPT_BYTES),
  z.strictObject({
    kind: z.literal('argon2'),
    type: z.enum(['argon2d', 'argon2i', 'argon2id']),
    parameters: z.strictObject({
      message: Bytes,
      nonce: Bytes,
      parallelism: Count.max(64),
      tagLength: Length,
      memory: Count.max(MAX_ARGON2_KIB),
      passes: Count,
      secret: Bytes.optional(),
      associatedData: Bytes.optional(),
    }),
  }),
  z.strictObject({ kind: z.literal('bcrypt_hash'), data: Bytes, salt: z.string().max(100) }),
  z.strictObject({ kind: z.literal('bcrypt_compare'), data: Bytes, hash: z.string().max(100) }),
  z.strictObject({
    kind: z.literal('stretch'),
    digest: z.enum(['md5', 'sha512']),
    password: Bytes,
    salt: Bytes,
    rounds: Count,
  }),
  z.strictObject({ kind: z.literal('md5crypt'), magic: z.string().max(10), password: Bytes, salt: Bytes }),
  z.strictObject({
    kind: z.literal('shacrypt'),
    digest: z.enum(['sha256', 'sha512']),
    password: Bytes,
    salt: Bytes,
    rounds: Count,
  }),
])

/** The result of a derivation. `wire` is the failure as a guest may see it. */
export type KdfAnswer = { cpu_ms: number } & (
  | { kind: 'bytes'; base64: string }
  | { kind: 'value'; value: string | boolean }
  | { kind: 'failed'; wire: HostError['wire'] }
)

/** @throws {HostError} for a password or salt that cannot be hashed */
export function encodeJob(job: KdfJob): Uint8Array {
  let size = 0
  const text = JSON.stringify(job, function (key) {
    // `toJSON` of a Buffer comes before this function is asked.
    const value: unknown = this[key]
    if (!(value instanceof Uint8Array)) return value
    size += value.byteLength
    return size > MAX_INPUT_BYTES ? '' : Buffer.from(value).toString('base64')
  })
  if (size > MAX_INPUT_BYTES) {
    throw tooDear(`A password and salt of ${size} bytes are too long here; ${MAX_INPUT_BYTES} are the most.`)
  }
  return Buffer.from(text)
}

/** @throws when the payload is not a derivation */
export function decodeJob(payload: Uint8Array): KdfJob {
  const { data } = Job.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')))
  if (data === undefined) throw new Error('this is no derivation')
  return data as KdfJob
}

export function encodeAnswer(cell: Cell, cpu_ms: number): string {
  const answer: KdfAnswer =
    cell instanceof Uint8Array
      ? { kind: 'bytes', base64: Buffer.from(cell).toString('base64'), cpu_ms }
      : { kind: 'value', value: typeof cell === 'boolean' ? cell : String(cell), cpu_ms }
  return JSON.stringify(answer)
}

/** @throws {HostError} the failure in the answer */
export function cellOf(answer: KdfAnswer): Cell {
  switch (answer.kind) {
    case 'bytes':
      return new Uint8Array(Buffer.from(answer.base64, 'base64'))
    case 'value':
      return answer.value
    case 'failed': {
      const { code, message, ...more } = answer.wire
      throw new HostError(code, message, more)
    }
  }
}

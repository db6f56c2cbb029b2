/** The package `argon2`: its API of version 0.44 here, its work on the host. @module */
import type { Buffer } from '../node/buffer.ts'
import { bytesOf } from '../node/bytes.ts'
import type { Argon2Setting } from './legacy-hashes/argon2.ts'
import { deriveArgon2, matchesArgon2, parseArgon2, writeArgon2 } from './legacy-hashes/argon2.ts'
import { random } from './legacy-hashes/scheme.ts'

/** Types, by the package's numbers. */
const TYPES = ['argon2d', 'argon2i', 'argon2id'] as const
const VERSION = 0x13
const SALT_BYTES = 16

interface Options {
  type?: unknown
  hashLength?: unknown
  timeCost?: unknown
  memoryCost?: unknown
  parallelism?: unknown
  version?: unknown
  salt?: unknown
  secret?: unknown
  associatedData?: unknown
  raw?: unknown
}

const DEFAULTS = { hashLength: 32, timeCost: 3, memoryCost: 65536, parallelism: 4 } as const

/** The package's own bounds; the host refuses what costs too much. */
function cost(options: Options, name: keyof typeof DEFAULTS, min: number, max: number): number {
  const value = options[name] ?? DEFAULTS[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(`Invalid ${name}, must be between ${min} and ${max}.`)
}

function typeOf(number: unknown = 2): Argon2Setting['type'] {
  const type = typeof number === 'number' ? TYPES[number] : undefined
  if (type) return type
  throw new Error('Invalid type, must be argon2d, argon2i or argon2id.')
}

const optional = (value: unknown, name: string): Uint8Array | undefined =>
  value === undefined ? undefined : bytesOf(value, 'utf8', name)

function mustBeVersion(version: unknown): void {
  if (version !== undefined && version !== VERSION)
    throw new Error('argon2 1.0 (version 0x10) is not offered here; leave the option out for 0x13.')
}

async function hash(password: unknown, options: Options = {}): Promise<string | Buffer> {
  mustBeVersion(options.version)
  const lanes = cost(options, 'parallelism', 1, 2 ** 24 - 1)
  const setting = {
    type: typeOf(options.type),
    memory: cost(options, 'memoryCost', 8 * lanes, 2 ** 32 - 1),
    passes: cost(options, 'timeCost', 1, 2 ** 32 - 1),
    lanes,
    length: cost(options, 'hashLength', 4, 2 ** 32 - 1),
    salt: optional(options.salt, 'salt') ?? random(SALT_BYTES),
    secret: optional(options.secret, 'secret'),
    data: optional(options.associatedData, 'associatedData'),
  }
  const tag = await deriveArgon2(bytesOf(password, 'utf8', 'password'), setting)
  return options.raw ? tag : writeArgon2(setting, tag)
}

function mustParse(digest: unknown) {
  const parsed = typeof digest === 'string' ? parseArgon2(digest) : undefined
  if (parsed) return parsed
  throw new TypeError('The digest must be a PHC string of argon2: $argon2id$v=19$m=…,t=…,p=…$salt$hash')
}

/** Like the package, throws for anything that is not a PHC string. */
async function verify(digest: unknown, password: unknown, options: Options = {}): Promise<boolean> {
  const parsed = mustParse(digest)
  return matchesArgon2(bytesOf(password, 'utf8', 'password'), parsed, optional(options.secret, 'secret'))
}

function needsRehash(digest: unknown, options: Options = {}): boolean {
  const { memory, passes, lanes, version } = mustParse(digest)
  return (
    version !== (options.version ?? VERSION) ||
    memory !== (options.memoryCost ?? DEFAULTS.memoryCost) ||
    passes !== (options.timeCost ?? DEFAULTS.timeCost) ||
    lanes !== (options.parallelism ?? DEFAULTS.parallelism)
  )
}

/** @returns the module as `require('argon2')` gives it */
export function argon2Face(): object {
  const [argon2d, argon2i, argon2id] = [0, 1, 2]
  return { argon2d, argon2i, argon2id, hash, verify, needsRehash }
}

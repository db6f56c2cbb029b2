/** Argon2 for guests, at a price that is known beforehand. @see RFC 9106 @module */
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { Derivation } from '../kdf/derivation.ts'
import { tooDear } from '../kdf/derivation.ts'
import { bytes, integer, text } from './crypto-shared.ts'

/** Memory of one derivation: 128 MiB. Django's default is 100 MiB. */
const MAX_MEMORY_KIB = 128 * 1024

/** Memory times passes, about a second of one core: 64 MiB may be passed over eight times. */
const MAX_COST_KIB = 512 * 1024

const MS_PER_KIB = 1_000 / MAX_COST_KIB

const MAX_LANES = 64
const MAX_TAG_BYTES = 1024

/**
 * `crypto.argon2(type, password, salt, lanes, bytes, memory in KiB, passes, secret?, associated data?)`; type is `argon2d`,
 * `argon2i` or `argon2id`. Always version 1.3, the only one that Node has.
 *
 * @throws {HostError} ERR_CRYPTO_KDF_COST when it would take too long or too much; ERR_INVALID_ARG_VALUE when it can't be
 */
export function prepareArgon2(cells: readonly Cell[]): Derivation {
  const [typeCell, password, salt, lanesCell, lengthCell, memoryCell, passesCell, secretCell, dataCell] =
    cells
  const type = text(typeCell)
  if (type !== 'argon2d' && type !== 'argon2i' && type !== 'argon2id')
    throw new HostError('ERR_INVALID_ARG_VALUE', 'The type must be argon2d, argon2i or argon2id.')
  const most = 2 ** 32 - 1
  const [lanes, length] = [integer(lanesCell, 1, 2 ** 24 - 1), integer(lengthCell, 4, most)]
  const [memory, passes] = [integer(memoryCell, 1, most), integer(passesCell, 1, most)]
  if (lanes > MAX_LANES) throw tooDear(`argon2 with p=${lanes} is too wide here; ${MAX_LANES} is the most.`)
  if (length > MAX_TAG_BYTES)
    throw tooDear(`An argon2 tag of ${length} bytes is too long here; ${MAX_TAG_BYTES} are the most.`)
  if (memory > MAX_MEMORY_KIB)
    throw tooDear(`argon2 with m=${memory} needs too much memory here; ${MAX_MEMORY_KIB} KiB is the most.`)
  if (memory * passes > MAX_COST_KIB) {
    throw tooDear(
      `argon2 with m=${memory} and t=${passes} takes too long here; m*t = ${MAX_COST_KIB} is the most.`,
    )
  }
  if (memory < 8 * lanes)
    throw new HostError('ERR_INVALID_ARG_VALUE', 'The memory must be at least 8 KiB for each lane.')
  const nonce = bytes(salt)
  if (nonce.byteLength < 8) throw new HostError('ERR_INVALID_ARG_VALUE', 'The salt must be at least 8 bytes.')
  const parameters = {
    message: bytes(password),
    nonce,
    parallelism: lanes,
    tagLength: length,
    memory,
    passes,
    ...(secretCell === undefined ? {} : { secret: bytes(secretCell) }),
    ...(dataCell === undefined ? {} : { associatedData: bytes(dataCell) }),
  }
  return {
    job: { kind: 'argon2', type, parameters },
    cost_ms: memory * passes * MS_PER_KIB,
    memory_bytes: memory * 1024,
  }
}

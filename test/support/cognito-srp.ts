/** The server's half of the SRP sign-in of Amazon Cognito, for a double: it knows the password, as no real one does. @module */
import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto'

/** RFC 3526, group 15. */
const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`)
const G = 2n

/** As the protocol counts: whole bytes, and a zero byte before a set top bit. */
function padded(number: bigint): Buffer {
  const digits = number.toString(16)
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex')
}

const hash = (...parts: (Buffer | string)[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest()

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`)

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base % N
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N
    square = (square * square) % N
  }
  return result
}

export interface SrpServer {
  /** @param a the client's public value in hex; @returns the parameters of `PASSWORD_VERIFIER` */
  challenge(a: string): { [name: string]: string }
  /** Whether the responses prove the password. */
  accepts(responses: { [name: string]: string }): boolean
}

/** @param person `pool`: what follows the underscore in the id of the pool; `user`: its id there */
export function createSrpServer(person: { pool: string; user: string; password: string }): SrpServer {
  const salt = number(randomBytes(16))
  const secret = number(randomBytes(32))
  const identity = hash(`${person.pool}${person.user}:${person.password}`)
  const x = number(hash(padded(salt), identity))
  const verifier = power(G, x)
  const k = number(hash(padded(N), padded(G)))
  const b = (k * verifier + power(G, secret)) % N
  const block = randomBytes(64)
  let key = Buffer.alloc(0)
  return {
    challenge(a) {
      const clients = BigInt(`0x${a}`)
      const u = number(hash(padded(clients), padded(b)))
      const shared = power(clients * power(verifier, u), secret)
      key = Buffer.from(hkdfSync('sha256', padded(shared), padded(u), 'Caldera Derived Key', 16))
      return {
        USER_ID_FOR_SRP: person.user,
        SRP_B: b.toString(16),
        SALT: salt.toString(16),
        SECRET_BLOCK: block.toString('base64'),
      }
    },
    accepts({ TIMESTAMP = '', PASSWORD_CLAIM_SIGNATURE }) {
      const signed = Buffer.concat([Buffer.from(person.pool + person.user), block, Buffer.from(TIMESTAMP)])
      return createHmac('sha256', key).update(signed).digest('base64') === PASSWORD_CLAIM_SIGNATURE
    },
  }
}

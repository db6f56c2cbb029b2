/** The server's half of SCRAM-SHA-1 and SCRAM-SHA-256. @see RFC 5802, RFC 7677 @module */
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'
import { MongoFault } from './faults.ts'

/** What a client may ask for. */
export type Mechanism = 'SCRAM-SHA-1' | 'SCRAM-SHA-256'

/** Whom the server knows. */
export interface ScramUser {
  user: string
  password: string
}

/** One conversation, from `saslStart` to its last `saslContinue`. */
export interface ScramConversation {
  /** The server's first message. */
  first: string
  /** @returns the server's final message @throws {MongoFault} 18 when the password is not the user's */
  finish(client_final: string): string
}

const HASHES = {
  'SCRAM-SHA-1': { digest: 'sha1', bytes: 20, iterations: 10_000 },
  'SCRAM-SHA-256': { digest: 'sha256', bytes: 32, iterations: 15_000 },
} as const

/**
 * Starts a conversation.
 *
 * @param client_first `n,,n=user,r=nonce`
 * @throws {MongoFault} 18 for an unknown user, as MongoDB does at this point
 */
export function startScram(
  mechanism: Mechanism,
  client_first: string,
  users: readonly ScramUser[],
): ScramConversation {
  const { digest, bytes, iterations } = HASHES[mechanism]
  const bare = client_first.replace(/^[ny](?:=[^,]*)?,[^,]*,/, '')
  const name = /(?:^|,)n=([^,]*)/.exec(bare)?.[1]
  const client_nonce = /(?:^|,)r=([^,]*)/.exec(bare)?.[1]
  if (!client_first.startsWith('n,') || name === undefined || client_nonce === undefined) {
    throw new MongoFault(2, 'Incorrect SCRAM client first message')
  }
  const user_name = name.replaceAll('=2C', ',').replaceAll('=3D', '=')
  const user = users.find((known) => known.user === user_name)
  if (!user) throw refused()

  const nonce = client_nonce + randomBytes(18).toString('base64')
  const salt = randomBytes(bytes - 4)
  const first = `r=${nonce},s=${salt.toString('base64')},i=${iterations}`
  const hmac = (key: Buffer, text: string): Buffer => createHmac(digest, key).update(text).digest()

  const finish = (client_final: string): string => {
    const [, without_proof, given_nonce, proof_text] = /^(c=[^,]*,r=([^,]*)),p=(.*)$/.exec(client_final) ?? []
    if (without_proof === undefined || given_nonce !== nonce) throw refused()
    const salted = pbkdf2Sync(secretOf(mechanism, user), salt, iterations, bytes, digest)
    const client_key = hmac(salted, 'Client Key')
    const words = `${bare},${first},${without_proof}`
    const signature = hmac(createHash(digest).update(client_key).digest(), words)
    const proof = Buffer.from(proof_text ?? '', 'base64')
    const given_key = Buffer.from(signature.map((byte, index) => byte ^ (proof[index] ?? 0)))
    if (proof.length !== bytes || !timingSafeEqual(given_key, client_key)) throw refused()
    return `v=${hmac(hmac(salted, 'Server Key'), words).toString('base64')}`
  }
  return { first, finish }
}

/** MongoDB's SCRAM-SHA-1 salts the digest of its older mechanism, not the password. */
function secretOf(mechanism: Mechanism, { user, password }: ScramUser): string {
  if (mechanism === 'SCRAM-SHA-256') return password.normalize('NFKC')
  return createHash('md5').update(`${user}:mongo:${password}`).digest('hex')
}

function refused(): MongoFault {
  return new MongoFault(18, 'Authentication failed.')
}

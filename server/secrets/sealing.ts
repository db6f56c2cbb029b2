import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto'
import { SecretsError } from './errors.ts'

const MASTER_CHARACTERS = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const NONCES_DRAWN = 256
/** Derived keys that are cached; others are derived again. */
const KEPT_KEYS = 1_000

/** The place of a sealed value. The value opens nowhere else. */
export interface Place {
  tenant_id: string
  /** Chooses the derived key: `configuration`, `signing_key` … */
  purpose: string
  table: string
  row_id: string
  field: string
  version: string
}

/** What a message is for. */
export interface MessageUse {
  tenant_id: string
  /** Chooses the derived key. */
  purpose: string
  context: string
}

/** Seals values for the store, and opens them. Logs and inspection cannot reach its keys. */
export interface Secrets {
  /** Identifies the master key that seals, without revealing it. 16 hex digits. */
  key_id: string
  /** Ids of all master keys that open, the sealing one first. */
  key_ids: readonly string[]
  /** @returns `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url (K1) */
  seal(place: Place, plain: string): string
  /** @throws {SecretsError} unknown_key, broken_seal */
  open(place: Place, sealed: string): string
  /** Whether the value was sealed with the current master key. */
  isCurrent(sealed: string): boolean
  /**
   * Seals a message that is not stored: it travels with a browser.
   *
   * @param context what the message belongs to; it opens with the same context alone
   * @returns base64url of nonce, ciphertext and tag: 28 bytes more than the message
   */
  sealMessage(use: MessageUse, message: Uint8Array): string
  /** @returns undefined when the text is no message of this use that one of the master keys sealed */
  openMessage(use: MessageUse, sealed: string): Buffer | undefined
  /** Keyed hash (hex HMAC-SHA-256): equal for equal texts, and of no use without the key. */
  fingerprint(tenant_id: string, text: string): string
}

/**
 * @param keys.master seals and opens; at least 32 characters
 * @param keys.previous opens only (K2)
 * @throws {SecretsError} too_short
 * @see NIST SP 800-38D (AES-GCM), RFC 5869 (HKDF)
 */
export function createSecrets(keys: { master: string; previous?: string | undefined }): Secrets {
  const current = createMaster(keys.master, 'FERRY_SECRET')
  const previous =
    keys.previous === undefined ? undefined : createMaster(keys.previous, 'FERRY_SECRET_PREVIOUS')
  const nextNonce = createNonces()
  const masters = [current, ...(previous && previous.key_id !== current.key_id ? [previous] : [])]

  return {
    key_id: current.key_id,
    key_ids: masters.map((master) => master.key_id),
    seal(place, plain) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', current.key(place.tenant_id, place.purpose), nonce, {
        authTagLength: TAG_BYTES,
      })
      cipher.setAAD(bound(place, current.key_id))
      const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${current.key_id}.${nonce.toString('base64url')}.${bytes.toString('base64url')}`
    },
    open(place, sealed) {
      const { key_id, nonce, bytes } = parse(sealed)
      const master = masters.find((candidate) => candidate.key_id === key_id)
      if (!master) {
        throw new SecretsError('unknown_key', `${describe(place)} was sealed with another master key.`)
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', master.key(place.tenant_id, place.purpose), nonce, {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(bound(place, key_id))
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
        return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        throw new SecretsError(
          'broken_seal',
          `${describe(place)} cannot be decrypted: it was changed, or copied here from another place.`,
        )
      }
    },
    sealMessage({ tenant_id, purpose, context }, message) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', current.key(tenant_id, purpose), nonce, {
        authTagLength: TAG_BYTES,
      })
      cipher.setAAD(Buffer.from(context))
      const bytes = Buffer.concat([nonce, cipher.update(message), cipher.final(), cipher.getAuthTag()])
      return bytes.toString('base64url')
    },
    openMessage(use, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return undefined
      for (const master of masters) {
        const opened = openedBy(master, use, bytes)
        if (opened) return opened
      }
      return undefined
    },
    isCurrent: (sealed) => sealed.startsWith(`v1.${current.key_id}.`),
    fingerprint: (tenant_id, text) =>
      createHmac('sha256', current.key(tenant_id, 'fingerprint')).update(text).digest('hex'),
  }
}

function openedBy(
  master: Master,
  { tenant_id, purpose, context }: MessageUse,
  bytes: Buffer,
): Buffer | undefined {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', master.key(tenant_id, purpose), nonce, {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}

interface Master {
  key_id: string
  key(tenant_id: string, purpose: string): Buffer
}

function createMaster(secret: string, setting: string): Master {
  if (secret.length < MASTER_CHARACTERS) {
    throw new SecretsError(
      'too_short',
      `${setting} is too short: its length is ${secret.length}, and must be at least ${MASTER_CHARACTERS}. ` +
        'Create one with: openssl rand -base64 32',
    )
  }
  const kept = new Map<string, Buffer>()
  return {
    key_id: derive(secret, '', 'ferry:key-id:v1').toString('hex', 0, 8),
    key(tenant_id, purpose) {
      const name = JSON.stringify([tenant_id, purpose])
      const known = kept.get(name)
      if (known) return known
      if (kept.size >= KEPT_KEYS) kept.clear()
      const key = derive(secret, tenant_id, `ferry:${purpose}:v1`)
      kept.set(name, key)
      return key
    },
  }
}

/** Nonces from the system's random source, which is asked once for many: each is given once. */
function createNonces(): () => Buffer {
  const drawn = Buffer.alloc(NONCES_DRAWN * NONCE_BYTES)
  let at = drawn.length
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn)
      at = 0
    }
    const nonce = Buffer.from(drawn.subarray(at, at + NONCE_BYTES))
    at += NONCE_BYTES
    return nonce
  }
}

function derive(secret: string, salt: string, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
}

/** Additional data of the cipher. JSON, so that two places never give the same bytes. */
function bound(place: Place, key_id: string): Buffer {
  const { tenant_id, table, row_id, field, version } = place
  return Buffer.from(JSON.stringify(['v1', key_id, tenant_id, table, row_id, field, version]))
}

function parse(sealed: string): { key_id: string; nonce: Buffer; bytes: Buffer } {
  const parts = /^v1\.([0-9a-f]{16})\.([\w-]{16})\.([\w-]{22,})$/.exec(sealed)
  const [, key_id = '', nonce = '', text = ''] = parts ?? []
  const bytes = Buffer.from(text, 'base64url')
  // The last character of base64url may have spare bits; only the canonical form is accepted.
  if (!parts || bytes.toString('base64url') !== text) {
    throw new SecretsError('broken_seal', 'A sealed value does not have the form of one.')
  }
  return { key_id, nonce: Buffer.from(nonce, 'base64url'), bytes }
}

function describe(place: Place): string {
  return `The sealed ${place.field} of ${place.table} ${place.row_id}`
}

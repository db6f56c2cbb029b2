/** Hashes that OpenSSL no longer has, fed piece by piece. Computed in the isolate, at the script's own cost. @module */
import type { BlockHash } from './block-hash.ts'
import { createMd4 } from './md4.ts'
import { createWhirlpool } from './whirlpool.ts'

export interface OwnHash {
  update(data: Uint8Array): void
  digest(): Uint8Array
  copy(): OwnHash
}

const MAKERS: { readonly [name: string]: () => BlockHash } = { md4: createMd4, whirlpool: createWhirlpool }

/** Their names, sorted. */
export const OWN_HASHES: readonly string[] = Object.keys(MAKERS)

/** @returns a hash under way, if this is one of ours: `md4`, `whirlpool` */
export function createOwnHash(name: string): OwnHash | undefined {
  const make = Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined
  return make && buffered(make(), undefined, 0)
}

/** Cuts into blocks, and pads the last: one bit, zeros, the length. */
function buffered(state: BlockHash, pending: Uint8Array | undefined, length: number): OwnHash {
  const { blockBytes, lengthBytes, littleEndian } = state
  const buffer = new Uint8Array(blockBytes)
  if (pending) buffer.set(pending)
  const view = new DataView(buffer.buffer)
  let total = length

  function update(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) {
      const used = total % blockBytes
      const piece = data.subarray(at, at + blockBytes - used)
      buffer.set(piece, used)
      at += piece.length
      total += piece.length
      if (total % blockBytes === 0) state.block(view)
    }
  }

  return {
    update,
    digest() {
      const bytes = total
      const tail = bytes % blockBytes
      const zeros = (2 * blockBytes - lengthBytes - 1 - tail) % blockBytes
      const padding = new Uint8Array(1 + zeros + lengthBytes)
      padding[0] = 0x80
      const bits = new DataView(padding.buffer)
      const at = littleEndian ? 1 + zeros : padding.length - 8
      bits.setBigUint64(at, BigInt(bytes) * 8n, littleEndian)
      update(padding)
      return state.digest()
    },
    copy: () => buffered(state.copy(), buffer, total),
  }
}

/** @returns an HMAC (RFC 2104) with one of these hashes; undefined for any other hash */
export function createOwnHmac(name: string, key: Uint8Array): Omit<OwnHash, 'copy'> | undefined {
  const [inner, outer, ofKey] = [createOwnHash(name), createOwnHash(name), createOwnHash(name)]
  if (!inner || !outer || !ofKey) return undefined
  // Both of ours have blocks of 64 bytes.
  const block = new Uint8Array(64)
  if (key.length > block.length) {
    ofKey.update(key)
    block.set(ofKey.digest())
  } else block.set(key)
  inner.update(block.map((byte) => byte ^ 0x36))
  outer.update(block.map((byte) => byte ^ 0x5c))
  return {
    update: inner.update,
    digest() {
      outer.update(inner.digest())
      return outer.digest()
    },
  }
}

import { hash } from 'node:crypto'

/** @returns hex, 64 characters. Safe for random secrets of 256 bits; passwords need a slow hash: `password/hash.ts` */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex')
}

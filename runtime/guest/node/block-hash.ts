/** A hash function that reads its input block by block. @module */

/** A hash algorithm: a state that processes one block after another. */
export interface BlockHash {
  readonly blockBytes: number
  /** Size of the length field at the end of the last block; it counts bits. */
  readonly lengthBytes: number
  readonly littleEndian: boolean
  block(view: DataView): void
  digest(): Uint8Array
  copy(): BlockHash
}

/** A hash function that reads its input block by block. @module */

/** One algorithm: a state that processes block after block. */
export interface BlockHash {
  readonly blockBytes: number
  /** Size of the length field at the end of the last block; it counts bits. */
  readonly lengthBytes: number
  readonly littleEndian: boolean
  block(view: DataView): void
  digest(): Uint8Array
  copy(): BlockHash
}

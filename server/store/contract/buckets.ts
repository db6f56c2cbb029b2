/** Token buckets that all servers of the store share. @module */

export interface SharedBucket {
  /** Names the bucket within its tenant; at most 64 characters. */
  bucket: string
  /** How many tokens it has when it is full. */
  burst: number
  /** Milliseconds in which one token is added. */
  every_ms: number
}

export interface BucketStore {
  /**
   * Takes a token of each of the `counting` buckets that has one, if all `judging` buckets have one.
   *
   * @returns the buckets that a token was taken of; or how long to wait
   */
  takeTokens(
    tenant_id: string,
    of: { judging: readonly SharedBucket[]; counting: readonly SharedBucket[] },
  ): Promise<{ kind: 'taken'; buckets: string[] } | { kind: 'empty'; retry_after_ms: number }>
  /** Gives a token of each bucket back. */
  putBackTokens(tenant_id: string, buckets: readonly SharedBucket[]): Promise<void>
  /** Forgets buckets that are full. @returns how many, at most `limit` */
  deleteFullBuckets(limit: number): Promise<number>
}

/** What the servers of one store tell each other. @module */

/** Something that other servers may want to look at now. */
export type Wake =
  /** A tenant's log has new entries. */
  | { about: 'logs'; tenant_id: string }
  /** Connections were deleted, or a tenant with all of its connections. */
  | { about: 'deleted'; tenant_id: string }

export interface WakeStore {
  /** Whether other servers may use this store at the same time. */
  readonly is_shared: boolean
  /**
   * Tells every server of this store, this one included. It is a hint, and never the truth: a wake may be lost, or come twice,
   * so that a server also looks by itself from time to time when the store is shared. Does not fail.
   */
  wake(wake: Wake): void
  /** @param heard must not throw; @returns a function that stops listening */
  onWake(heard: (wake: Wake) => void): () => void
}

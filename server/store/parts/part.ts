import type { Secrets } from '../../secrets/index.ts'
import type { Engine } from '../engine.ts'

/** What each part of the store works with. */
export interface PartContext {
  engine: Engine
  secrets: Secrets
  /** Milliseconds since the epoch. */
  now: () => number
  /** Runs of scripts kept in full, per connection. */
  runs_kept: number
}

import { all } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/**
 * Signing keys that rotate: without `current_since` a key is the next one, with `current_until` a previous one. A server of the
 * version before writes none of these columns: its key of a new tenant becomes the current one when it is first needed.
 */
export const rotatingKeys: Migration = {
  version: 32,
  name: 'rotating keys',
  statements: [
    'alter table signing_keys add column current_since bigint',
    'alter table signing_keys add column current_until bigint',
    'alter table signing_keys add column revoked_at bigint',
  ],
  *fill() {
    yield* all('update signing_keys set current_since = created_at')
  },
}

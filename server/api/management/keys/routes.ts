/** Signing keys: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { getSigningKey, listSigningKeys, revokeSigningKey, rotateSigningKeys } from './signing-keys.ts'

/** In the order of the API's description. */
export const KEY_ROUTES: readonly Route[] = [
  listSigningKeys,
  // Before the path that would take `rotate` for an ID.
  rotateSigningKeys,
  getSigningKey,
  revokeSigningKey,
]

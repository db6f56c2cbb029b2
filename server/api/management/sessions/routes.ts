/** Sessions of people and their refresh tokens: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { deleteDeviceCredential, listDeviceCredentials } from './device-credentials.ts'
import { deleteGrant, deleteGrantsOfUser, listGrants } from './grants.ts'
import {
  deleteRefreshToken,
  deleteRefreshTokensOfUser,
  getRefreshToken,
  listRefreshTokensOfUser,
} from './refresh-tokens.ts'
import {
  deleteSession,
  deleteSessionsOfUser,
  getSession,
  listSessionsOfUser,
  revokeSession,
} from './sessions.ts'

/** In the order of the API's description. */
export const SESSION_ROUTES: readonly Route[] = [
  listSessionsOfUser,
  deleteSessionsOfUser,
  getSession,
  deleteSession,
  revokeSession,
  listRefreshTokensOfUser,
  deleteRefreshTokensOfUser,
  getRefreshToken,
  deleteRefreshToken,
  listDeviceCredentials,
  deleteDeviceCredential,
  listGrants,
  deleteGrantsOfUser,
  deleteGrant,
]

/** Users: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { createUser } from './create-user.ts'
import { deleteConnectionUser, deleteUser } from './delete-user.ts'
import { getUser } from './get-user.ts'
import { linkIdentity, unlinkIdentity } from './link-identity.ts'
import { listCredentials } from './list-credentials.ts'
import { listUsers } from './list-users.ts'
import { listUsersByEmail } from './list-users-by-email.ts'
import { deleteLoginName, listLoginNames } from './login-names.ts'
import { updateUser } from './update-user.ts'
import {
  deleteBlocksByIdentifier,
  deleteBlocksOfUser,
  listBlocksByIdentifier,
  listBlocksOfUser,
} from './user-blocks.ts'

/** In the order of the API's description. */
export const USER_ROUTES: readonly Route[] = [
  listUsers,
  createUser,
  getUser,
  updateUser,
  deleteUser,
  listUsersByEmail,
  deleteConnectionUser,
  linkIdentity,
  unlinkIdentity,
  listLoginNames,
  deleteLoginName,
  listCredentials,
  listBlocksByIdentifier,
  deleteBlocksByIdentifier,
  listBlocksOfUser,
  deleteBlocksOfUser,
]

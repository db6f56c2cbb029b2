/** Members, their sessions and the first set-up: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { confirmSession } from './confirm-session.ts'
import { createInvitation, deleteInvitation, listInvitations, sendInvitation } from './invitations.ts'
import { getMemberLink, sendPasswordLink, useMemberLink } from './member-link.ts'
import { createMember, deleteMember, listMembers, updateMember } from './members.ts'
import { createSession, deleteSession, getSession } from './session.ts'
import { createSetup, getSetup } from './setup.ts'

/** In the order of the API's description. */
export const MEMBER_ROUTES: readonly Route[] = [
  getSession,
  createSession,
  changeOwnPassword,
  confirmSession,
  deleteSession,
  getSetup,
  createSetup,
  getMemberLink,
  useMemberLink,
  listMembers,
  createMember,
  updateMember,
  deleteMember,
  sendPasswordLink,
  listInvitations,
  createInvitation,
  sendInvitation,
  deleteInvitation,
]

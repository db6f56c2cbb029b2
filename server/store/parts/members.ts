import type { MemberStore } from '../contract.ts'
import { newId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see MemberStore */
export function memberPart({ engine, now }: PartContext): MemberStore {
  return {
    createMember: (tenant_id, member) =>
      engine.write('createMember', tenant_id, newId('mem_'), member, now()),
    findMember: (tenant_id, member_id) => engine.point('findMember', tenant_id, member_id),
    findMemberLogin: (tenant_id, email_key) => engine.point('findMemberLogin', tenant_id, email_key),
    isMemberAddress: (tenant_id, member_id, address) =>
      engine.point('isMemberAddress', tenant_id, member_id, address, now()),
    listMembers: (tenant_id) => engine.scan('listMembers', tenant_id),
    updateMember: (tenant_id, member_id, change) =>
      engine.write('updateMember', tenant_id, member_id, change, now()),
    changeMemberPassword: (tenant_id, member_id, change) =>
      engine.write('changeMemberPassword', tenant_id, member_id, change, now()),
    deleteMember: (tenant_id, member_id, of_role) =>
      engine.write('deleteMember', tenant_id, member_id, of_role),

    createSession: (tenant_id, session) => engine.write('createSession', tenant_id, session, now()),
    findSession: (tenant_id, session_sha256) => engine.point('findSession', tenant_id, session_sha256),
    touchSession: (tenant_id, session_sha256) =>
      engine.write('touchSession', tenant_id, session_sha256, now()),
    endSession: (tenant_id, session_sha256) => engine.write('endSession', tenant_id, session_sha256),
    endSessions: (tenant_id, member_id) => engine.write('endSessions', tenant_id, member_id),

    setSetupLink: (tenant_id, token_sha256) => engine.write('setSetupLink', tenant_id, token_sha256, now()),
    hasOwner: (tenant_id) => engine.point('hasOwner', tenant_id),
    isSetupLink: (tenant_id, token_sha256) => engine.point('isSetupLink', tenant_id, token_sha256),
    claimSetupLink: (tenant_id, token_sha256, member) =>
      engine.write('claimSetupLink', tenant_id, token_sha256, newId('mem_'), member, now()),
  }
}

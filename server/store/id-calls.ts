/** The store's calls that make an id. @module */
import { randomUUIDv7 } from 'node:crypto'
import { randomAlphanumerics } from '../common/ids.ts'
import type { Store } from './contract.ts'
import type { StoreEngine } from './operations/index.ts'

const ID_LENGTH = 16

/** Calls of the contract to which the store adds an id. */
export type IdCalls = Pick<
  Store,
  | 'ensureTenant'
  | 'createTenant'
  | 'useTicket'
  | 'createClientCredential'
  | 'createClientGrant'
  | 'createResourceServer'
  | 'createCustomDomain'
  | 'createJob'
  | 'createMember'
  | 'claimSetupLink'
  | 'createMemberLink'
  | 'claimMemberLink'
>

/** @param now milliseconds since the epoch */
export function idCalls(engine: StoreEngine, now: () => number): IdCalls {
  return {
    ensureTenant: (name) => engine.write('ensureTenant', newId('ten_'), name, now()),
    createTenant: (name, client) => engine.write('createTenant', newId('ten_'), name, client, now()),
    useTicket: (tenant_id, purpose, ticket_sha256, effect) =>
      engine.write('useTicket', tenant_id, purpose, ticket_sha256, effect, newEventId(), now()),
    createClientCredential: (tenant_id, credential, most) =>
      engine.write('createClientCredential', tenant_id, newId('cred_'), credential, most, now()),
    createClientGrant: (tenant_id, grant) =>
      engine.write('createClientGrant', tenant_id, { ...grant, grant_id: newId('cgr_'), created_at: now() }),
    createResourceServer: (tenant_id, api) =>
      engine.write('createResourceServer', tenant_id, {
        ...api,
        resource_server_id: newId('api_'),
        created_at: now(),
      }),
    createCustomDomain: (tenant_id, domain, most) =>
      engine.write('createCustomDomain', tenant_id, newId('cd_'), domain, most, now()),
    createJob: (tenant_id, job) =>
      engine.write('createJob', tenant_id, {
        ...job,
        job_id: newId('job_'),
        status: 'pending',
        created_at: now(),
      }),
    createMember: (tenant_id, member) =>
      engine.write('createMember', tenant_id, newId('mem_'), member, now()),
    claimSetupLink: (tenant_id, token_sha256, member) =>
      engine.write('claimSetupLink', tenant_id, token_sha256, newId('mem_'), member, now()),
    createMemberLink: (tenant_id, link, most) =>
      engine.write('createMemberLink', tenant_id, newId('inv_'), link, most, now()),
    claimMemberLink: (tenant_id, token_sha256, set) =>
      engine.write('claimMemberLink', tenant_id, token_sha256, newId('mem_'), set, now()),
  }
}

/** @returns the prefix and 16 random alphanumerics: 95 bits */
export function newId(prefix: string): string {
  return prefix + randomAlphanumerics(ID_LENGTH)
}

/** Grows with time, so that new events are next to each other in the index. */
export function newEventId(): string {
  return randomUUIDv7()
}

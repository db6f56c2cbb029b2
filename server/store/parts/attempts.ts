import type { AttemptStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see AttemptStore */
export function attemptPart({ engine, now }: PartContext): AttemptStore {
  return {
    findLoginFailures: (tenant_id, of) => engine.point('findLoginFailures', tenant_id, of, now()),
    addLoginFailure: (tenant_id, of, count) => engine.write('addLoginFailure', tenant_id, of, count, now()),
    undoLoginFailures: (tenant_id, of) => engine.write('undoLoginFailures', tenant_id, of, now()),
    endLoginFailures: (tenant_id, of) => engine.write('endLoginFailures', tenant_id, of),
    forgetLoginFailures: (tenant_id, { person, connection_id }) =>
      engine.write('forgetLoginFailures', tenant_id, person, connection_id),
    listFailedPersons: (tenant_id, person, least_failures, limit) =>
      engine.scan('listFailedPersons', tenant_id, person, least_failures, limit, now()),
    findSurplusFailures: (kept) => engine.scan('findSurplusFailures', kept),
    deleteOldFailures: (tenant_id, through, limit) =>
      engine.write('deleteOldFailures', tenant_id, through, limit),
    findProtection: (tenant_id) => engine.point('findProtection', tenant_id),
    saveProtection: (tenant_id, name, settings) => engine.write('saveProtection', tenant_id, name, settings),
  }
}

import type { LinkingStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see LinkingStore */
export function linkingPart({ engine, now }: PartContext): LinkingStore {
  return {
    linkIdentity: (tenant_id, user_id, name) => engine.write('linkIdentity', tenant_id, user_id, name, now()),
    unlinkIdentity: (tenant_id, user_id, name) =>
      engine.write('unlinkIdentity', tenant_id, user_id, name, now()),
  }
}

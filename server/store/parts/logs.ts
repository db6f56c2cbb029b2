import type { LogStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see LogStore */
export function logPart({ engine }: PartContext): LogStore {
  return {
    appendLogs: (entries) => engine.write('appendLogs', entries),
    findLog: (tenant_id, log_id) => engine.point('findLog', tenant_id, log_id),
  }
}

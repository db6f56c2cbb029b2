import type { LogStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see LogStore */
export function logPart({ engine }: PartContext): LogStore {
  return {
    appendLogs: (entries) => engine.write('appendLogs', entries),
    findLog: (tenant_id, log_id) => engine.point('findLog', tenant_id, log_id),
    listLogs: (tenant_id, filter, page) => engine.scan('listLogs', tenant_id, filter, page),
    listLogsAfter: (tenant_id, after, where, limit) =>
      engine.scan('listLogsAfter', tenant_id, after, where, limit),
    newestLogId: (tenant_id) => engine.point('newestLogId', tenant_id),
    findOldLogs: (quota, through, kept) => engine.scan('findOldLogs', quota, through, kept),
    deleteOldLogs: (tenant_id, quota, through, limit) =>
      engine.write('deleteOldLogs', tenant_id, quota, through, limit),
  }
}

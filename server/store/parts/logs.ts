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
    findOldLogs: (through, kept) => engine.scan('findOldLogs', through, kept),
    deleteOldLogs: (tenant_id, through, limit) => engine.write('deleteOldLogs', tenant_id, through, limit),
  }
}

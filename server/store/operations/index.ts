/** Every operation, by what an engine has to know of it. Their names are all that crosses to another thread. @module */
import type { Operation } from '../operation.ts'
import * as clients from './clients.ts'
import * as connections from './connections.ts'
import * as logs from './logs.ts'
import * as runs from './runs.ts'
import * as tombstones from './tombstones.ts'
import * as userChanges from './user-changes.ts'
import * as users from './users.ts'

/** A few rows by key. */
export const POINT_READS = {
  findConnection: connections.findConnection,
  findConnectionByName: connections.findConnectionByName,
  findLogin: users.findLogin,
  findIdentity: users.findIdentity,
  isTombstoned: tombstones.isTombstoned,
  listPasswordHashes: userChanges.listPasswordHashes,
  findUser: users.findUser,
  findUsersByEmail: users.findUsersByEmail,
  findClient: clients.findClient,
  listSigningKeys: clients.listSigningKeys,
  findLog: logs.findLog,
} as const

/** May read many rows. */
export const SCANS = {
  listConnections: connections.listConnections,
  listScriptRevisions: connections.listScriptRevisions,
  listUsers: users.listUsers,
  countUsers: users.countUsers,
  listClients: clients.listClients,
  listRuns: runs.listRuns,
  countRuns: runs.countRuns,
  listMigrationEvents: runs.listMigrationEvents,
} as const

export const WRITES = {
  ping,
  ensureTenant: connections.ensureTenant,
  createConnection: connections.createConnection,
  updateConnection: connections.updateConnection,
  deleteConnection: connections.deleteConnection,
  createUser: users.createUser,
  saveCachedLogin: users.saveCachedLogin,
  updateUser: userChanges.updateUser,
  deleteUser: userChanges.deleteUser,
  recordLogin: users.recordLogin,
  replaceHash: users.replaceHash,
  createClient: clients.createClient,
  addSigningKey: clients.addSigningKey,
  recordRun: runs.recordRun,
  recordMigrationFailure: runs.insertEvent,
  appendLogs: logs.appendLogs,
} as const

export type PointReads = typeof POINT_READS
export type Scans = typeof SCANS
export type Writes = typeof WRITES

/** What an operation gives in the end. */
export type Result<F> = F extends (...args: never[]) => Operation<infer T> ? T : never

/** The arguments of an operation. */
export type Arguments<F> = F extends (...args: infer A) => unknown ? A : never

/** Writes nothing: shows that writes are taken. */
function* ping(): Operation<void> {}

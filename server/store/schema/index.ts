/** Every migration, oldest first. One that was released is never changed; a change is a new one. @module */
import { connections } from './0001-connections.ts'
import { users } from './0002-users.ts'
import { clients } from './0003-clients.ts'
import { runs } from './0004-runs.ts'
import { logs } from './0005-logs.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [connections, users, clients, runs, logs]

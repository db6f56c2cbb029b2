/** All checks of stored objects, in the order of the report. @module */
import { adminClient } from './admin-client.ts'
import type { StoreCheck } from './contract.ts'
import { storedClients, storedConnections, storedSettings } from './stored-objects.ts'

/** A rule that refuses what an earlier version accepted needs a line here. */
export const CHECKS: readonly StoreCheck[] = [adminClient, storedSettings, storedConnections, storedClients]

/** Every check of what is stored, in the order in which they are told. @module */
import { adminClient } from './admin-client.ts'
import type { StoreCheck } from './contract.ts'
import { storedClients, storedConnections, storedSettings } from './stored-objects.ts'

/** A rule that refuses what an earlier version took has a line here. */
export const CHECKS: readonly StoreCheck[] = [adminClient, storedSettings, storedConnections, storedClients]

/** The tenant’s log: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { listActions } from './list-actions.ts'
import { getLog, listLogs, listUserLogs } from './list-logs.ts'
import { streamLogs } from './stream-logs.ts'

/** In the order of the API's description, which is also the order in which express tries them. */
export const LOG_ROUTES: readonly Route[] = [listLogs, streamLogs, getLog, listUserLogs, listActions]

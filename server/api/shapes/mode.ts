/** The mode of a connection, as the Management API names it. @module */
import * as z from 'zod'
import type { Mode } from '../../migration/mode/mode.ts'

const MODES = ['local', 'legacy', 'import'] as const satisfies readonly Mode[]

export const ConnectionMode = z.enum(MODES).meta({
  id: 'ConnectionMode',
  description:
    '`local`: Ferry has all users, and no script runs. `legacy`: the legacy store decides, and its scripts run at each ' +
    'sign-in. `import`: users are migrated at their first sign-in.',
})

/** The mode of a connection, as the Management API names it. @module */
import * as z from 'zod'
import type { Mode } from '../../migration/mode.ts'

const MODES = ['local', 'legacy', 'import'] as const satisfies readonly Mode[]

export const ConnectionMode = z.enum(MODES).meta({
  id: 'ConnectionMode',
  description:
    '`local`: Ferry alone knows the users, and no script runs. `legacy`: the legacy store is in charge, and its scripts run at ' +
    'each login. `import`: users are migrated at their first login.',
})

/** `ferry migration status`: how far the migration of a connection is. @module */
import * as z from 'zod'
import { openApi } from './api.ts'
import type { Command } from './contract.ts'
import { UsageError } from './contract.ts'
import { parseOptions } from './options.ts'

const USAGE = `Usage: ferry migration status CONNECTION [options]

Prints how far the migration of a connection is, by its name. The client needs the scope read:connections.
Exit code 0: it was printed; 2: wrong use, or no answer.

The server and an API client of it come from the environment: FERRY_URL, FERRY_CLIENT_ID, FERRY_CLIENT_SECRET.

  --credentials FILE  the same three in a file, as in a .env file; only its owner may have access to it (chmod 600)
`

const Progress = z.object({
  mode: z.string(),
  users: z.int(),
  migrated: z.int(),
  percent: z.number().optional(),
  legacy_total: z.object({ total: z.int().optional() }),
  left: z.int().optional(),
  waiting: z.array(z.object({ state: z.string(), people: z.int() })),
  failures: z.array(z.object({ code: z.string(), events: z.int() })),
})

/** Prints the progress of a migration. */
export const migrationStatus: Command = {
  usage: USAGE,
  async run(args, surroundings) {
    const { values, positionals } = parseOptions(args, { credentials: { type: 'string' } }, USAGE)
    const [verb, name, ...more] = positionals
    if (verb !== 'status' || name === undefined || more.length > 0) {
      throw new UsageError(`Give status and the name of a connection\n\n${USAGE}`)
    }
    const api = openApi(values.credentials, surroundings)
    const id = await api.connectionId(name)
    const progress = Progress.parse(await api.get(`/api/v2/connections/${encodeURIComponent(id)}/migration`))
    surroundings.say(statusText(name, progress))
    return 0
  },
}

function statusText(name: string, progress: z.output<typeof Progress>): string {
  const { mode, users, migrated, percent, left, legacy_total, waiting, failures } = progress
  const of = legacy_total.total === undefined ? '' : ` of ${legacy_total.total} people in the legacy store`
  const lines = [
    `${name} (${mode})`,
    `migrated: ${migrated}${of}${percent === undefined ? '' : ` (${percent} %)`}`,
    `users: ${users}`,
    ...(left === undefined ? [] : [`left: ${left}`]),
    ...waiting.filter(({ people }) => people > 0).map(({ state, people }) => `waiting, ${state}: ${people}`),
    ...failures.map(({ code, events }) => `failed with ${code}: ${events}`),
  ]
  return `${lines.join('\n')}\n`
}

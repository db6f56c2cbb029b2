/** `GET /api/v2/clients/{id}/kept-settings`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { CLIENT_FIELDS } from '../../fields/clients.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientParams, findClient } from './client.ts'

const KeptSetting = z
  .object({
    name: z.string().describe('The name of the setting; `a.b` for the member `b` of `a`.'),
    why: z.string().describe('What Ferry lacks for it, as a sentence.'),
  })
  .meta({ id: 'KeptSetting', description: 'A setting that is stored and read back, and nothing more.' })

export const listKeptSettings = defineRoute({
  method: 'get',
  path: '/api/v2/clients/:id/kept-settings',
  name: 'listKeptSettings',
  tag: 'Clients',
  summary: 'List the settings of a client that are kept only',
  description:
    'Ferry’s own. Answers the settings of the client that Ferry stores and does not obey, each with the reason. A setting that is false, null or empty is left out.',
  scopes: ['read:clients'],
  params: ClientParams,
  result: z
    .object({ settings: z.array(KeptSetting).describe('In the order of the API’s description.') })
    .meta({ id: 'KeptSettings', description: 'What Ferry stores of a client and does not obey.' }),
  errors: ['inexistent_client'],
  async handle(deps, { params }) {
    const { settings } = await findClient(deps, params.id)
    return {
      settings: Object.entries(CLIENT_FIELDS.rows).flatMap(([name, row]) =>
        row.kind === 'kept' && asksForSomething(memberOf(settings, name)) ? [{ name, why: row.why }] : [],
      ),
    }
  },
})

/** @param path names with dots between them */
function memberOf(settings: { readonly [name: string]: Json }, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>(
      (inside, name) =>
        typeof inside === 'object' && inside !== null && !Array.isArray(inside) ? inside[name] : undefined,
      settings,
    )
}

function asksForSomething(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

/** Whether a proxy may get a certificate for a name. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { defineRoute } from '../route/route.ts'

export const getServedName = defineRoute({
  method: 'get',
  path: '/served-name',
  name: 'getServedName',
  tag: 'Health',
  summary: 'Check whether people may open a tenant by a name',
  description:
    'For a proxy that gets certificates when they are first needed. Answers 200 for the host of the public address, the hosts of tenants and verified custom domains, and 404 for all other names.',
  query: z.object({ domain: z.string().min(1).max(300).describe('The host name, without a port.') }),
  result: z
    .object({ domain: z.string().describe('The name.') })
    .meta({ id: 'ServedName', description: 'A name by which people may open a tenant.' }),
  at_any_host: true,
  errors: ['unknown_host'],
  async handle({ servesName }, { query }) {
    if (!(await servesName(query.domain))) throw new ApiError('unknown_host')
    return { domain: query.domain }
  },
})

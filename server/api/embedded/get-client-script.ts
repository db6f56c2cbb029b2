/** `GET /client/{id}.js`: what Lock has to know of a client and its connections. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { ApiError } from '../../common/errors.ts'
import { passwordRulesOf } from '../../password/policy.ts'
import type { ClientConnection } from '../../store/contract.ts'
import { defineRoute } from '../route/route.ts'

/** Connections that Lock is told of. */
const MOST_CONNECTIONS = 50

export const getClientScript = defineRoute({
  method: 'get',
  path: '/client/:id.js',
  name: 'getClientScript',
  tag: 'Discovery',
  summary: 'Get the settings of a client for `auth0-lock`',
  description:
    'A script that tells `auth0-lock` the connections of the client, at most 50: their names, password rules, and whether people can sign up and ask for a new password. It has nothing secret. The library loads it from its `configurationBaseUrl`.',
  params: z.object({ id: z.string().min(1).max(200).describe('The `client_id`.') }),
  result: z.string().describe('A call of `Auth0.setClient`.'),
  answer_type: 'text/javascript',
  errors: ['inexistent_client'],
  cache: 'public, max-age=60',
  async handle({ store, tenant: { tenant_id, name } }, { params: { id } }) {
    const client = await store.findClient(tenant_id, id)
    if (!client) throw new ApiError('inexistent_client')
    const connections = await store.listConnectionsOfClient(tenant_id, id, MOST_CONNECTIONS)
    const strategies = [{ name: 'auth0', connections: connections.map(toLock) }]
    return `Auth0.setClient(${JSON.stringify({ id, tenant: name, strategies })});\n`
  },
})

/** @returns the connection in the members that Lock reads */
function toLock({ name, display_name, options }: ClientConnection): { [member: string]: Json } {
  const { passwordPolicy, validation } = options
  return {
    name,
    ...(display_name === undefined ? {} : { display_name }),
    passwordPolicy: typeof passwordPolicy === 'string' ? passwordPolicy : 'none',
    password_complexity_options: { min_length: passwordRulesOf(options).min_length },
    showSignup: options.disable_signup !== true,
    showForgot: options.disable_self_service_change_password !== true,
    requires_username: options.requires_username === true,
    ...usernameRule(validation),
  }
}

const Validation = z.object({ username: z.object({ min: z.number(), max: z.number() }) })

function usernameRule(validation: Json | undefined): { [member: string]: Json } {
  const read = Validation.safeParse(validation)
  return read.success ? { validation: read.data } : {}
}

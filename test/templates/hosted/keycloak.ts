/** Keycloak by its Server Administration Guide and the Admin REST API. @module */
import type { HostedRequest } from '../../support/hosted-double.ts'
import type { HostedService, Person } from './service.ts'
import { hasBearer, json, PEOPLE, personOf } from './service.ts'

const TOKEN = 'service-token'

const userOf = ({ id, email, username, state }: Person) => ({
  id,
  username,
  email,
  emailVerified: true,
  firstName: 'Ann',
  lastName: 'Example',
  enabled: state !== 'blocked',
  attributes: { plan: ['gold'] },
})

export const keycloak: HostedService = {
  template: 'keycloak',
  factor: 'error',
  configuration: (url) => ({
    KEYCLOAK_URL: url,
    KEYCLOAK_REALM: 'customers',
    KEYCLOAK_CLIENT_ID: 'ferry',
    KEYCLOAK_CLIENT_SECRET: 'secret',
  }),
  answer(request, trouble) {
    const { path, query } = request
    if (trouble === 'rate_limited') return json(429, { error: 'Too Many Requests' })
    if (path === '/realms/customers/protocol/openid-connect/token')
      return token(request, trouble === 'wrong_key')
    if (!hasBearer(request, TOKEN)) return json(401, { error: 'HTTP 401 Unauthorized' })
    if (path === '/admin/realms/customers/users' && query.get('exact') === 'true') {
      const [field, typed] = query.has('email')
        ? (['email', query.get('email')] as const)
        : (['username', query.get('username')] as const)
      return json(200, PEOPLE.filter((person) => person[field] === typed).map(userOf))
    }
    const [, id] = /^\/admin\/realms\/customers\/users\/([\w-]+)\/credentials$/.exec(path) ?? []
    const person = PEOPLE.find((one) => one.id === id)
    if (!person) return json(404, { error: 'User not found' })
    return json(200, [
      { id: '1', type: 'password' },
      ...(person.state === 'factor' ? [{ id: '2', type: 'otp' }] : []),
    ])
  },
}

function token({ body }: HostedRequest, isWrongKey: boolean) {
  if (isWrongKey || body.client_id !== 'ferry' || body.client_secret !== 'secret') {
    return json(401, {
      error: 'unauthorized_client',
      error_description: 'Invalid client or Invalid client credentials',
    })
  }
  if (body.grant_type === 'client_credentials') return json(200, { access_token: TOKEN, expires_in: 300 })
  const person = personOf(body.username)
  // Without its one-time code a right password is answered as a wrong one.
  if (person?.password !== body.password || person?.state === 'factor') {
    return json(401, { error: 'invalid_grant', error_description: 'Invalid user credentials' })
  }
  if (person?.state === 'blocked') {
    return json(400, { error: 'invalid_grant', error_description: 'Account disabled' })
  }
  return json(200, { access_token: 'a.b.c', expires_in: 300, token_type: 'Bearer' })
}

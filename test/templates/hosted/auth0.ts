/** Auth0 by its documentation: "Call Your API Using Resource Owner Password Flow", Management API v2, "Error codes". @module */
import type { HostedRequest } from '../../support/hosted-double.ts'
import type { HostedService, Person } from './service.ts'
import { hasBearer, json, PEOPLE, personOf } from './service.ts'

const CONNECTION = 'Username-Password-Authentication'
const TOKEN = 'management-token'

const userOf = ({ id, email, username, name, state }: Person) => ({
  user_id: `auth0|${id}`,
  email,
  email_verified: true,
  username,
  name,
  nickname: username,
  picture: 'https://cdn.example.com/a.png',
  created_at: '2019-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  last_ip: '192.0.2.1',
  logins_count: 7,
  identities: [{ connection: CONNECTION, user_id: id, provider: 'auth0', isSocial: false }],
  user_metadata: { language: 'de' },
  app_metadata: { plan: 'gold' },
  ...(state === 'blocked' && { blocked: true }),
  ...(state === 'factor' && { multifactor: ['google-authenticator'] }),
})

/** Somebody who came by another connection with the same email: not the user who is asked for. */
const social = (email: string) => ({
  user_id: 'google-oauth2|1',
  email,
  email_verified: true,
  identities: [{ connection: 'google-oauth2', user_id: '1', provider: 'google-oauth2', isSocial: true }],
})

export const auth0: HostedService = {
  template: 'auth0',
  factor: 'profile',
  configuration: (url) => ({
    AUTH0_URL: url,
    AUTH0_CLIENT_ID: 'client',
    AUTH0_CLIENT_SECRET: 'secret',
    AUTH0_CONNECTION: CONNECTION,
  }),
  answer(request, trouble) {
    if (trouble === 'rate_limited') {
      return json(429, { error: 'too_many_requests', error_description: 'Global limit has been reached' })
    }
    if (request.path === '/oauth/token') return token(request, trouble === 'wrong_key')
    if (!hasBearer(request, TOKEN)) {
      return json(401, { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' })
    }
    if (request.path === '/api/v2/users-by-email') {
      const found = personOf(request.query.get('email'))
      return json(200, found ? [social(found.email), userOf(found)] : [])
    }
    if (request.path === '/api/v2/users') {
      const [, username] = /^username:"([^"]*)"$/.exec(request.query.get('q') ?? '') ?? []
      return json(200, PEOPLE.filter((person) => person.username === username).map(userOf))
    }
    return json(404, { statusCode: 404, error: 'Not Found', message: 'Not Found' })
  },
}

function token({ body }: HostedRequest, isWrongKey: boolean) {
  if (isWrongKey || body.client_id !== 'client' || body.client_secret !== 'secret') {
    return json(401, { error: 'access_denied', error_description: 'Unauthorized' })
  }
  if (body.grant_type === 'client_credentials') {
    return String(body.audience).endsWith('/api/v2/')
      ? json(200, { access_token: TOKEN, expires_in: 86_400, token_type: 'Bearer' })
      : json(403, { error: 'access_denied', error_description: 'Service not found' })
  }
  if (body.grant_type !== 'http://auth0.com/oauth/grant-type/password-realm' || body.realm !== CONNECTION) {
    return json(403, {
      error: 'unauthorized_client',
      error_description: 'Grant type not allowed for the client.',
    })
  }
  const person = personOf(body.username)
  if (person?.password !== body.password) {
    return json(403, { error: 'invalid_grant', error_description: 'Wrong email or password.' })
  }
  if (person?.state === 'blocked') {
    return json(403, { error: 'unauthorized', error_description: 'user is blocked' })
  }
  if (person?.state === 'factor') {
    return json(403, {
      error: 'mfa_required',
      error_description: 'Multifactor authentication required',
      mfa_token: 'Fe26',
    })
  }
  return json(200, { access_token: 'opaque', id_token: 'a.b.c', expires_in: 86_400, token_type: 'Bearer' })
}

/** An OpenID provider by OpenID Connect Discovery and Core, RFC 6749 (4.3, 5.2) and SCIM 2.0 (RFC 7644). @module */
import type { HostedService, Person } from './service.ts'
import { hasBearer, json, PEOPLE, personOf } from './service.ts'

const scimOf = ({ id, email, username, name }: Person) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id,
  userName: username,
  displayName: name,
  name: { givenName: 'Ann', familyName: 'Example' },
  emails: [{ value: email, primary: true }],
  active: true,
})

export const openidPassword: HostedService = {
  template: 'openid-password',
  factor: 'error',
  configuration: (url) => ({
    OIDC_ISSUER: url,
    OIDC_CLIENT_ID: 'client',
    OIDC_CLIENT_SECRET: 'secret',
    SCIM_URL: `${url}/scim`,
    SCIM_TOKEN: 'scim-token',
  }),
  answer(request, trouble) {
    const { path, headers, query, body } = request
    const issuer = `http://${headers.host}`
    if (trouble === 'rate_limited') return json(429, { error: 'slow_down' })
    if (path === '/.well-known/openid-configuration') {
      return json(200, { issuer, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo` })
    }
    if (path === '/scim/Users') {
      if (!hasBearer(request, 'scim-token') || trouble === 'wrong_key') return json(401, { status: '401' })
      const typed = JSON.parse(
        /^userName eq (".*") or /.exec(query.get('filter') ?? '')?.[1] ?? '""',
      ) as string
      const found = PEOPLE.filter(({ email, username }) => [email, username].includes(typed))
      return json(200, {
        totalResults: found.length,
        ...(found.length > 0 && { Resources: found.map(scimOf) }),
      })
    }
    if (path === '/userinfo') {
      const person = PEOPLE.find(({ id }) => headers.authorization === `Bearer token of ${id}`)
      if (!person) return json(401, {})
      const { id: sub, email, username: preferred_username, name } = person
      return json(200, {
        sub,
        email,
        email_verified: true,
        preferred_username,
        name,
        given_name: 'Ann',
        family_name: 'Example',
      })
    }
    const isClient = headers.authorization === `Basic ${Buffer.from('client:secret').toString('base64')}`
    if (trouble === 'wrong_key' || !isClient) return json(401, { error: 'invalid_client' })
    const person = personOf(body.username)
    const refuse = (error_description: string) => json(400, { error: 'invalid_grant', error_description })
    if (person?.password !== body.password) return refuse('Invalid user credentials')
    if (person?.state === 'blocked') return refuse('Account is disabled')
    if (person?.state === 'factor') return json(403, { error: 'mfa_required' })
    return json(200, { access_token: `token of ${person?.id}`, token_type: 'Bearer', expires_in: 300 })
  },
}

/** Okta by its references of the Authentication API, the Users API and "Okta API error codes". @module */
import type { HostedService, Person } from './service.ts'
import { json, PEOPLE, personOf } from './service.ts'

const fault = (status: number, errorCode: string, errorSummary: string) =>
  json(status, { errorCode, errorSummary, errorLink: errorCode, errorId: 'oae1', errorCauses: [] })

const userOf = ({ id, email, username }: Person) => ({
  id,
  status: 'ACTIVE',
  profile: { login: username, email, firstName: 'Ann', lastName: 'Example', mobilePhone: null, plan: 'gold' },
})

export const okta: HostedService = {
  template: 'okta',
  factor: 'profile',
  configuration: (url) => ({ OKTA_URL: url, OKTA_API_TOKEN: 'token' }),
  answer({ path, query, headers, body }, trouble) {
    if (trouble === 'rate_limited') {
      return fault(429, 'E0000047', 'API call exceeded rate limit due to too many requests.')
    }
    if (trouble === 'wrong_key' || headers.authorization !== 'SSWS token') {
      return fault(401, 'E0000011', 'Invalid token provided')
    }
    if (path === '/api/v1/users') {
      const typed = JSON.parse(
        /^profile\.login eq (".*") or /.exec(query.get('search') ?? '')?.[1] ?? '""',
      ) as string
      return json(200, PEOPLE.filter(({ username, email }) => [username, email].includes(typed)).map(userOf))
    }
    const [, id] = /^\/api\/v1\/users\/([\w-]+)$/.exec(path) ?? []
    if (id !== undefined) {
      const found = PEOPLE.find((person) => person.id === id)
      return found ? json(200, userOf(found)) : fault(404, 'E0000007', 'Not found: Resource not found')
    }
    if (path !== '/api/v1/authn') return fault(404, 'E0000022', 'The endpoint does not support the method')
    const person = personOf(body.username)
    if (person?.state === 'blocked' && person.password === body.password)
      return json(200, { status: 'LOCKED_OUT' })
    if (person?.password !== body.password) return fault(401, 'E0000004', 'Authentication failed')
    return json(200, {
      status: person?.state === 'factor' ? 'MFA_REQUIRED' : 'SUCCESS',
      ...(person?.state === 'factor' ? { stateToken: 'state' } : { sessionToken: 'session' }),
      _embedded: { user: { id: person?.id, profile: { login: person?.username } } },
    })
  },
}

/** Microsoft Entra by its pages on the password grant (ROPC), "AADSTS error codes" and Graph's `user` resource. @module */
import type { HostedRequest } from '../../support/hosted-double.ts'
import type { HostedService, Person } from './service.ts'
import { hasBearer, json, PEOPLE, personOf } from './service.ts'

const TENANT = 'example.onmicrosoft.com'
const TOKEN = 'graph-token'

const fault = (status: number, error: string, number: number, text: string) =>
  json(status, { error, error_description: `AADSTS${number}: ${text} Trace ID: 1`, error_codes: [number] })

const userOf = ({ id, email, username, name }: Person) => ({
  id,
  accountEnabled: true,
  displayName: name,
  givenName: 'Ann',
  surname: 'Example',
  mail: email,
  userPrincipalName: username,
  identities: [{ signInType: 'userPrincipalName', issuer: TENANT, issuerAssignedId: username }],
  mobilePhone: null,
})

export const entra: HostedService = {
  template: 'entra',
  factor: 'profile',
  configuration: (url) => ({
    ENTRA_TENANT: TENANT,
    ENTRA_CLIENT_ID: 'client',
    ENTRA_CLIENT_SECRET: 'secret',
    ENTRA_LOGIN_URL: url,
    ENTRA_GRAPH_URL: url,
  }),
  answer(request, trouble) {
    if (trouble === 'rate_limited')
      return json(429, { error: { code: 'TooManyRequests', message: 'Too many requests' } })
    if (request.path === `/${TENANT}/oauth2/v2.0/token`) return token(request, trouble === 'wrong_key')
    if (!hasBearer(request, TOKEN)) {
      return json(401, { error: { code: 'InvalidAuthenticationToken', message: 'Access token is empty.' } })
    }
    const filter = request.query.get('$filter') ?? ''
    const [, typed] = /^mail eq '([^']*)' or /.exec(filter) ?? []
    return json(200, {
      value: PEOPLE.filter(({ email, username }) => [email, username].includes(typed ?? '')).map(userOf),
    })
  },
}

function token({ body }: HostedRequest, isWrongKey: boolean) {
  if (isWrongKey || body.client_secret !== 'secret') {
    return fault(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
  }
  if (body.grant_type === 'client_credentials') return json(200, { access_token: TOKEN, expires_in: 3599 })
  const person = personOf(body.username)
  if (!person) return fault(400, 'invalid_grant', 50034, 'The user account does not exist in the directory.')
  if (person.password !== body.password) {
    return fault(
      400,
      'invalid_grant',
      50126,
      'Error validating credentials due to invalid username or password.',
    )
  }
  if (person.state === 'blocked') return fault(400, 'invalid_grant', 50057, 'The user account is disabled.')
  if (person.state === 'factor') {
    return fault(
      400,
      'interaction_required',
      50076,
      'You must use multi-factor authentication to access this.',
    )
  }
  return json(200, { access_token: 'a.b.c', id_token: 'a.b.c', token_type: 'Bearer', expires_in: 3599 })
}

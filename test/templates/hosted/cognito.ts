/** Amazon Cognito by the API reference of InitiateAuth and AdminGetUser: AWS JSON 1.1, errors by `__type`. @module */
import { createHmac } from 'node:crypto'
import type { HostedService, Person } from './service.ts'
import { json, personOf } from './service.ts'

const fault = (type: string, message: string) => json(400, { __type: type, message })

const attributesOf = ({ id, email, name }: Person) =>
  Object.entries({ sub: id, email, email_verified: 'true', name, 'custom:plan': 'gold' }).map(
    ([Name, Value]) => ({ Name, Value }),
  )

export const cognito: HostedService = {
  template: 'cognito',
  factor: 'profile',
  configuration: (url) => ({
    COGNITO_REGION: 'eu-central-1',
    COGNITO_USER_POOL_ID: 'eu-central-1_pool',
    COGNITO_CLIENT_ID: 'client',
    COGNITO_CLIENT_SECRET: 'secret',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret key',
    COGNITO_ENDPOINT: url,
  }),
  answer({ headers, body }, trouble) {
    if (trouble === 'rate_limited') return fault('TooManyRequestsException', 'Rate exceeded')
    const operation = String(headers['x-amz-target']).split('.')[1]
    if (operation === 'AdminGetUser') {
      if (!/Credential=AKIDEXAMPLE\/.*\/cognito-idp\//.test(headers.authorization ?? '')) {
        return fault('UnrecognizedClientException', 'The security token included in the request is invalid.')
      }
      const person = personOf(body.Username)
      if (!person) return fault('UserNotFoundException', 'User does not exist.')
      return json(200, {
        Username: person.username,
        UserAttributes: attributesOf(person),
        Enabled: person.state !== 'blocked',
        UserStatus: 'CONFIRMED',
        ...(person.state === 'factor' && { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }),
      })
    }
    if (operation !== 'InitiateAuth' || body.AuthFlow !== 'USER_PASSWORD_AUTH') {
      return fault('InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client')
    }
    if (trouble === 'wrong_key' || body.ClientId !== 'client') {
      return fault('ResourceNotFoundException', 'User pool client client does not exist.')
    }
    const { USERNAME = '', PASSWORD, SECRET_HASH } = body.AuthParameters as { [name: string]: string }
    const hash = createHmac('sha256', 'secret').update(`${USERNAME}client`).digest('base64')
    if (SECRET_HASH !== hash) {
      return fault('NotAuthorizedException', 'Unable to verify secret hash for client client')
    }
    const person = personOf(USERNAME)
    if (!person) return fault('UserNotFoundException', 'User does not exist.')
    if (person.password !== PASSWORD) {
      return fault('NotAuthorizedException', 'Incorrect username or password.')
    }
    if (person.state === 'blocked') return fault('NotAuthorizedException', 'User is disabled.')
    if (person.state === 'factor') {
      return json(200, {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ChallengeParameters: { USER_ID_FOR_SRP: person.username },
        Session: 'session',
      })
    }
    return json(200, {
      AuthenticationResult: { AccessToken: 'a.b.c', IdToken: 'a.b.c', ExpiresIn: 3600, TokenType: 'Bearer' },
      ChallengeParameters: {},
    })
  },
}

import { describe, expect, test } from 'vitest'
import { createSrpServer } from '../../support/cognito-srp.ts'
import { useHostedDouble } from '../../support/hosted-double.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

const PASSWORD = 'secret password'
const jwt = (claims: object): string =>
  [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
  '.c2ln'

const srp = createSrpServer({ pool: 'x', user: 'sub-1', password: PASSWORD })

const failed = (type: string, message: string) => ({
  status: 400,
  body: { __type: type, message },
  headers: { 'content-type': 'application/x-amz-json-1.1' },
})

function signedIn() {
  const token = jwt({ sub: 'sub-1', email: 'ann@example.com', exp: 4_000_000_000, iat: 1 })
  const AuthenticationResult = {
    AccessToken: token,
    IdToken: token,
    RefreshToken: 'r',
    ExpiresIn: 3600,
    TokenType: 'Bearer',
  }
  return { body: { ChallengeParameters: {}, AuthenticationResult } }
}

/** Amazon’s JSON protocol: the operation is in a header. */
const amazon = useHostedDouble(({ headers, body }) => {
  const operation = String(headers['x-amz-target']).split('.')[1]
  const { AuthParameters = {}, AuthFlow } = body as {
    AuthParameters?: { [name: string]: string }
    AuthFlow?: string
  }
  switch (operation) {
    case 'InitiateAuth':
    case 'AdminInitiateAuth': {
      if (AuthParameters.USERNAME !== 'ann@example.com')
        return failed('UserNotFoundException', 'User does not exist.')
      if (AuthFlow === 'USER_SRP_AUTH')
        return {
          body: {
            ChallengeName: 'PASSWORD_VERIFIER',
            ChallengeParameters: srp.challenge(AuthParameters.SRP_A ?? ''),
          },
        }
      if (AuthParameters.PASSWORD !== PASSWORD)
        return failed('NotAuthorizedException', 'Incorrect username or password.')
      return signedIn()
    }
    case 'RespondToAuthChallenge': {
      const { ChallengeResponses } = body as { ChallengeResponses: { [name: string]: string } }
      return srp.accepts(ChallengeResponses)
        ? signedIn()
        : failed('NotAuthorizedException', 'Incorrect username or password.')
    }
    case 'AdminGetUser':
      return {
        body: {
          Username: 'sub-1',
          Enabled: true,
          UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
        },
      }
    case 'GetUser':
      return { body: { Username: 'sub-1', UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }] } }
    case 'GetItem':
    case 'Query': {
      const item = { id: { S: '7' }, email: { S: 'ann@example.com' }, logins: { N: '3' } }
      return { body: operation === 'Query' ? { Items: [item], Count: 1 } : { Item: item } }
    }
    default:
      return failed('UnknownOperationException', `${operation}`)
  }
})

/** Auth0’s token endpoint and Management API. */
const auth0 = useHostedDouble(({ path, body, query, headers }) => {
  if (path === '/oauth/token') {
    if (body.grant_type === 'client_credentials')
      return { body: { access_token: 'management', token_type: 'Bearer', expires_in: 86400 } }
    return body.password === PASSWORD
      ? {
          body: {
            access_token: 'a',

            token_type: 'Bearer',
            expires_in: 86400,
          },
        }
      : { status: 403, body: { error: 'invalid_grant', error_description: 'Wrong email or password.' } }
  }
  if (headers.authorization !== 'Bearer management')
    return { status: 401, body: { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' } }
  if (path === '/api/v2/users-by-email')
    return {
      body:
        query.get('email') === 'ann@example.com' ? [{ user_id: 'auth0|7', email: 'ann@example.com' }] : [],
    }
  if (path === '/api/v2/users/auth0|7') return { body: { user_id: 'auth0|7', email: 'ann@example.com' } }
  return {
    status: 404,
    body: {
      statusCode: 404,
      error: 'Not Found',
      message: 'The user does not exist.',
      errorCode: 'inexistent_user',
    },
  }
})

async function outcomeOf(body: string, password = PASSWORD) {
  const source = `async function login(email, password, callback) {
    const endpoint = '${amazon.url()}', domain = '127.0.0.1:${auth0.port()}'
    const options = { region: 'eu-west-1', endpoint, accessKeyId: 'AK', secretAccessKey: 'SK',
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } }
    ${body}
  }`
  return (await sandbox.run(source, { args: ['ann@example.com', password] })).outcome
}

async function profile(body: string): Promise<unknown> {
  const outcome = await outcomeOf(body)
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return outcome.value
}

describe('Amazon Cognito', () => {
  const V2 = `const AWS = require('aws-sdk')
    const cognito = new AWS.CognitoIdentityServiceProvider(options)
    const auth = { AuthFlow: 'ADMIN_NO_SRP_AUTH', UserPoolId: 'eu-west-1_x', ClientId: 'c', AuthParameters: { USERNAME: email, PASSWORD: password } }`

  test('aws-sdk 2 signs in, with callbacks and with promises', async () => {
    expect(
      await profile(`${V2}
        cognito.adminInitiateAuth(auth, (error, data) => {
          if (error) return callback(error)
          cognito.adminGetUser({ UserPoolId: 'eu-west-1_x', Username: email }).promise()
            .then((user) => callback(null, { user_id: user.Username, email: user.UserAttributes[0].Value, type: data.AuthenticationResult.TokenType }))
        })`),
    ).toEqual({ user_id: 'sub-1', email: 'ann@example.com', type: 'Bearer' })
    const [request] = amazon.taken()
    expect(request?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AK\/\d{8}\/eu-west-1\//)
  })

  test('a wrong password is Cognito’s NotAuthorizedException, by its code', async () => {
    const outcome = await outcomeOf(
      `${V2}
       cognito.adminInitiateAuth(auth, (error) => callback(null, { user_id: error.code, message: error.message }))`,
      'wrong',
    )
    expect(outcome).toEqual({
      kind: 'value',
      value: { user_id: 'NotAuthorizedException', message: 'Incorrect username or password.' },
    })
  })

  test('a client that is left out of aws-sdk 2 says so when it is made', async () => {
    const outcome = await outcomeOf(`new (require('aws-sdk').S3)(); callback()`)
    expect(outcome).toMatchObject({
      kind: 'failure',
      message: expect.stringMatching(/^AWS\.S3 is not offered\./),
    })
  })

  test('the client of version 3 signs in and names its errors', async () => {
    const V3 = `const { CognitoIdentityProviderClient, InitiateAuthCommand, AdminGetUserCommand } = require('@aws-sdk/client-cognito-identity-provider')
      const client = new CognitoIdentityProviderClient(options)
      const auth = (PASSWORD) => client.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'c', AuthParameters: { USERNAME: email, PASSWORD } }))`
    expect(
      await profile(`${V3}
        const { AuthenticationResult } = await auth(password)
        const user = await client.send(new AdminGetUserCommand({ UserPoolId: 'eu-west-1_x', Username: email }))
        const wrong = await auth('wrong').catch((error) => error.name)
        callback(null, { user_id: user.Username, type: AuthenticationResult.TokenType, wrong })`),
    ).toEqual({ user_id: 'sub-1', type: 'Bearer', wrong: 'NotAuthorizedException' })
  })

  const PUBLISHED = (flow: string) => `
    global.fetch = require('node-fetch')
    const { CognitoUserPool, CognitoUser, AuthenticationDetails } = require('amazon-cognito-identity-js')
    const Pool = new CognitoUserPool({ UserPoolId: 'eu-west-1_x', ClientId: 'c', endpoint })
    const user = new CognitoUser({ Username: email, Pool })
    ${flow}
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), {
      onSuccess: (session) => callback(null, { user_id: session.getIdToken().payload.sub }),
      onFailure: (error) => callback(null, { user_id: error.code }),
    })`

  test.each([
    ['SRP, its default', ''],
    ['password', "user.setAuthenticationFlowType('USER_PASSWORD_AUTH')"],
  ])('amazon-cognito-identity-js signs in by %s, and not with a wrong password', async (_name, flow) => {
    expect(await profile(PUBLISHED(flow))).toEqual({ user_id: 'sub-1' })
    expect(await outcomeOf(PUBLISHED(flow), 'wrong')).toEqual({
      kind: 'value',
      value: { user_id: 'NotAuthorizedException' },
    })
  })
})

describe('Amazon DynamoDB', () => {
  test('aws-sdk 2 reads by the document client', async () => {
    expect(
      await profile(`
        const AWS = require('aws-sdk')
        AWS.config.update(options)
        const { Item } = await new AWS.DynamoDB.DocumentClient().get({ TableName: 'users', Key: { email } }).promise()
        callback(null, { user_id: Item.id, logins: Item.logins })`),
    ).toEqual({ user_id: '7', logins: 3 })
  })

  test('version 3 reads typed and plain values', async () => {
    expect(
      await profile(`
        const { DynamoDBClient, QueryCommand } = require('@aws-sdk/client-dynamodb')
        const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb')
        const client = new DynamoDBClient(options)
        const { Items } = await client.send(new QueryCommand({ TableName: 'users' }))
        const { Item } = await DynamoDBDocumentClient.from(client).send(new GetCommand({ TableName: 'users', Key: { email } }))
        callback(null, { user_id: Items[0].id.S, logins: Item.logins })`),
    ).toEqual({ user_id: '7', logins: 3 })
  })
})

describe('Auth0', () => {
  /** The SDKs speak https only; the double speaks http. */
  const PLAIN = `fetch: (url, init) => fetch(String(url).replace('https:', 'http:'), init)`
  const REALM = `{ username: email, password, realm: 'Users' }`

  test('version 2 signs in and finds users, with callbacks and with promises', async () => {
    expect(
      await profile(`
        const http = require('http'), https = require('https')
        https.request = (options, done) => http.request({ ...options, protocol: 'http:', agent: undefined }, done)
        const { AuthenticationClient, ManagementClient } = require('auth0@2.17.0')
        const client = new AuthenticationClient({ domain, clientId: 'c', clientSecret: 's' })
        client.passwordGrant(${REALM}, (error, tokens) => {
          if (error) return callback(error)
          new ManagementClient({ domain, token: 'management' }).getUsersByEmail(email)
            .then((users) => callback(null, { user_id: users[0].user_id, type: tokens.token_type }), callback)
        })`),
    ).toEqual({ user_id: 'auth0|7', type: 'Bearer' })
  })

  test('version 4 signs in, and tells a wrong password by status and error', async () => {
    expect(
      await profile(`
        const { AuthenticationClient, ManagementClient } = require('auth0@4')
        const client = new AuthenticationClient({ domain, clientId: 'c', clientSecret: 's', ${PLAIN} })
        const { data } = await client.oauth.passwordGrant(${REALM})
        const wrong = await client.oauth.passwordGrant({ username: email, password: 'wrong', realm: 'Users' }).catch((error) => error.error)
        const { data: users } = await new ManagementClient({ domain, token: 'management', ${PLAIN} }).usersByEmail.getByEmail({ email })
        callback(null, { user_id: users[0].user_id, type: data.token_type, wrong })`),
    ).toEqual({ user_id: 'auth0|7', type: 'Bearer', wrong: 'invalid_grant' })
  })

  test('the current version reads users', async () => {
    expect(
      await profile(`
        const { ManagementClient } = require('auth0')
        const client = new ManagementClient({ domain, token: 'management', ${PLAIN} })
        const users = await client.users.listUsersByEmail({ email })
        callback(null, { user_id: (users.data ?? users)[0].user_id })`),
    ).toEqual({ user_id: 'auth0|7' })
  })
})

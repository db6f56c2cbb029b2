/** Firebase by the "Firebase Auth REST API", and Google's OAuth 2.0 for service accounts. @module */
import { createVerify, generateKeyPairSync } from 'node:crypto'
import type { HostedService, Person } from './service.ts'
import { hasBearer, json, personOf } from './service.ts'

const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 })
const TOKEN = 'google-token'

const fault = (code: number, message: string) =>
  json(code, { error: { code, message, errors: [{ message }] } })

const userOf = ({ id, email, name, state }: Person) => ({
  localId: id,
  email,
  emailVerified: true,
  displayName: name,
  disabled: state === 'blocked',
  customAttributes: '{"plan":"gold"}',
  providerUserInfo: [{ providerId: 'password', federatedId: email }],
})

export const firebase: HostedService = {
  template: 'firebase',
  factor: 'profile',
  configuration: (url) => ({
    FIREBASE_API_KEY: 'key',
    FIREBASE_AUTH_URL: `${url}/v1`,
    FIREBASE_SERVICE_ACCOUNT: JSON.stringify({
      type: 'service_account',
      project_id: 'example',
      client_email: 'ferry@example.iam.example.com',
      private_key: KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: `${url}/token`,
    }),
  }),
  answer(request, trouble) {
    const { path, body, query } = request
    if (trouble === 'rate_limited')
      return fault(429, 'QUOTA_EXCEEDED : Exceeded quota for verifying passwords.')
    if (path === '/token') {
      const [header = '', claims = '', signature = ''] = String(body.assertion).split('.')
      const isSigned = createVerify('RSA-SHA256')
        .update(`${header}.${claims}`)
        .verify(KEYS.publicKey, signature, 'base64url')
      return isSigned && trouble !== 'wrong_key'
        ? json(200, { access_token: TOKEN, expires_in: 3599, token_type: 'Bearer' })
        : json(400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' })
    }
    if (path === '/v1/projects/example/accounts:lookup') {
      if (!hasBearer(request, TOKEN)) return fault(401, 'Request had invalid authentication credentials.')
      const found = (body.email as string[]).flatMap((email) => personOf(email) ?? [])
      return json(200, found.length > 0 ? { users: found.map(userOf) } : {})
    }
    if (trouble === 'wrong_key' || query.get('key') !== 'key') {
      return fault(400, 'API key not valid. Please pass a valid API key.')
    }
    if (path === '/v1/accounts:lookup') {
      const found = personOf(String(body.idToken).replace('token of ', ''))
      return found ? json(200, { users: [userOf(found)] }) : fault(400, 'INVALID_ID_TOKEN')
    }
    if (path !== '/v1/accounts:signInWithPassword') return fault(404, 'Not Found')
    const person = personOf(body.email)
    if (person?.password !== body.password) return fault(400, 'INVALID_LOGIN_CREDENTIALS')
    if (person?.state === 'blocked') return fault(400, 'USER_DISABLED')
    const { id: localId = '', email = '', name: displayName } = person ?? {}
    if (person?.state === 'factor') {
      return json(200, {
        localId,
        email,
        displayName,
        mfaPendingCredential: 'pending',
        mfaInfo: [{ mfaEnrollmentId: '1', phoneInfo: '+4915*****12' }],
      })
    }
    return json(200, {
      localId,
      email,
      displayName,
      idToken: `token of ${email}`,
      registered: true,
      expiresIn: '3600',
    })
  },
}

async function getUser(email, callback) {
  const crypto = require('node:crypto')
  const address = configuration.FIREBASE_AUTH_URL || 'https://identitytoolkit.googleapis.com/v1'

  async function post(url, headers, body) {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    const text = await response.text()
    try {
      return { status: response.status, body: JSON.parse(text) }
    } catch {
      throw new Error(`Firebase answered ${response.status} without JSON.`)
    }
  }

  function serviceAccount() {
    try {
      return JSON.parse(configuration.FIREBASE_SERVICE_ACCOUNT)
    } catch {
      throw new Error('FIREBASE_SERVICE_ACCOUNT is not the JSON file of a service account.')
    }
  }

  /** Kept for as long as it is good. */
  async function accessToken({ client_email, private_key, token_uri }) {
    if (global.firebaseToken?.until > Date.now()) return global.firebaseToken.value
    const now = Math.floor(Date.now() / 1000)
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = {
      iss: client_email,
      scope: 'https://www.googleapis.com/auth/identitytoolkit',
      aud: token_uri,
      iat: now,
      exp: now + 3600,
    }
    const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
    const signature = crypto.createSign('RSA-SHA256').update(signed).sign(private_key, 'base64url')
    const answer = await post(
      token_uri,
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: `${signed}.${signature}`,
      }).toString(),
    )
    if (answer.status === 400 || answer.status === 401) {
      throw new Error(
        'Google refused FIREBASE_SERVICE_ACCOUNT: its key was deleted, or the account is disabled.',
      )
    }
    if (answer.status !== 200) throw failureOf(answer)
    const { access_token: value, expires_in } = answer.body
    global.firebaseToken = { value, until: Date.now() + (expires_in - 60) * 1000 }
    return value
  }

  function failureOf({ status, body }) {
    if (status === 429) return new Error('Firebase takes no more requests for now: its quota is used up.')
    if (status === 401) {
      global.firebaseToken = undefined
      return new Error('Firebase refused the token of FIREBASE_SERVICE_ACCOUNT.')
    }
    if (status === 403) {
      return new Error('The service account needs the role "Firebase Authentication Viewer" in this project.')
    }
    return new Error(`Firebase answered ${status}: ${body.error?.message ?? 'no reason'}`)
  }

  function profileOf(user) {
    const claims = JSON.parse(user.customAttributes || '{}')
    return {
      user_id: String(user.localId),
      email: user.email,
      email_verified: user.emailVerified === true,
      name: user.displayName,
      picture: user.photoUrl,
      phone_number: user.phoneNumber,
      ...(Object.keys(claims).length > 0 && { app_metadata: claims }),
    }
  }

  try {
    const account = serviceAccount()
    const authorization = `Bearer ${await accessToken(account)}`
    const answer = await post(
      `${address.replace(/\/+$/, '')}/projects/${encodeURIComponent(account.project_id)}/accounts:lookup`,
      { 'content-type': 'application/json', authorization },
      JSON.stringify({ email: [email] }),
    )
    if (answer.status !== 200) throw failureOf(answer)
    const [user] = answer.body.users ?? []
    callback(null, user ? profileOf(user) : null)
  } catch (error) {
    callback(error)
  }
}

async function login(email, password, callback) {
  const address = configuration.FIREBASE_AUTH_URL || 'https://identitytoolkit.googleapis.com/v1'

  async function ask(operation, body) {
    const url = `${address.replace(/\/+$/, '')}/accounts:${operation}?key=${encodeURIComponent(configuration.FIREBASE_API_KEY)}`
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
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

  /** Codes come with a text behind a colon at times: `TOO_MANY_ATTEMPTS_TRY_LATER : …`. */
  function refusalOf({ status, body }) {
    const message = body.error?.message ?? ''
    const [code] = message.split(' ')
    if (['INVALID_LOGIN_CREDENTIALS', 'INVALID_PASSWORD', 'MISSING_PASSWORD'].includes(code)) {
      return new WrongUsernameOrPasswordError(null, 'Firebase says: wrong email or password.')
    }
    if (code === 'EMAIL_NOT_FOUND' || code === 'INVALID_EMAIL') {
      return new WrongUsernameOrPasswordError(null, 'There is no such user in the Firebase project.')
    }
    if (code === 'USER_DISABLED') return new UnauthorizedError('This account is disabled in Firebase.')
    if (code === 'TOO_MANY_ATTEMPTS_TRY_LATER') {
      return new UnauthorizedError('Too many wrong passwords: Firebase refuses this account for a while.')
    }
    if (status === 429 || code === 'QUOTA_EXCEEDED' || code === 'RESOURCE_EXHAUSTED') {
      return new Error('Firebase takes no more requests for now: its quota is used up.')
    }
    if (/api key/i.test(message)) return new Error('Firebase refused FIREBASE_API_KEY.')
    if (code === 'OPERATION_NOT_ALLOWED' || code === 'PASSWORD_LOGIN_DISABLED') {
      return new Error('The Firebase project has the provider "Email/Password" switched off.')
    }
    return new Error(`Firebase answered ${status}: ${message || 'no reason'}`)
  }

  function profileOf(user, factors) {
    const claims = JSON.parse(user.customAttributes || '{}')
    return {
      user_id: String(user.localId),
      email: user.email,
      email_verified: user.emailVerified === true,
      name: user.displayName,
      picture: user.photoUrl,
      phone_number: user.phoneNumber,
      ...(Object.keys(claims).length > 0 && { app_metadata: claims }),
      ...(factors && { mfa_factors: factors }),
    }
  }

  try {
    const signedIn = await ask('signInWithPassword', { email, password, returnSecureToken: true })
    if (signedIn.status !== 200) return callback(refusalOf(signedIn))
    // The password was right, and there is no token before the second factor.
    if (signedIn.body.mfaPendingCredential) {
      const factors = (signedIn.body.mfaInfo ?? []).map((factor) => (factor.phoneInfo ? 'phone' : 'totp'))
      // Firebase enrols factors for verified emails only.
      const user = { ...signedIn.body, email: signedIn.body.email ?? email, emailVerified: true }
      return callback(null, profileOf(user, factors.length > 0 ? factors : ['unknown']))
    }
    const found = await ask('lookup', { idToken: signedIn.body.idToken })
    if (found.status !== 200) return callback(refusalOf(found))
    const [user] = found.body.users ?? []
    if (!user) throw new Error('Firebase let the person in, and its lookup does not find the user.')
    callback(null, profileOf(user))
  } catch (error) {
    callback(error)
  }
}

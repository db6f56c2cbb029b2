async function login(identifier, password, callback) {
  async function ask(path, init) {
    const response = await fetch(configuration.KEYCLOAK_URL.replace(/\/+$/, '') + path, {
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
      ...init,
    })
    const text = await response.text()
    let body = {}
    try {
      body = JSON.parse(text)
    } catch {
      // Not by Keycloak itself: a proxy, or a wrong address.
    }
    return { status: response.status, body }
  }

  const form = (fields) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })

  const realm = encodeURIComponent(configuration.KEYCLOAK_REALM)
  const client = {
    client_id: configuration.KEYCLOAK_CLIENT_ID,
    client_secret: configuration.KEYCLOAK_CLIENT_SECRET,
  }
  const askForToken = (fields) =>
    ask(`/realms/${realm}/protocol/openid-connect/token`, form({ ...client, ...fields }))

  function failureOf({ status, body }) {
    if (['invalid_client', 'unauthorized_client'].includes(body.error)) {
      return new Error(
        'Keycloak refused KEYCLOAK_CLIENT_ID or KEYCLOAK_CLIENT_SECRET, or the client lacks "Direct access grants" or "Service account roles".',
      )
    }
    if (status === 429) return new Error('Keycloak takes no more requests for now.')
    if (status === 403) {
      return new Error('The service account of the client needs the role view-users of realm-management.')
    }
    if (status === 404)
      return new Error('Keycloak knows no such realm: check KEYCLOAK_URL and KEYCLOAK_REALM.')
    return new Error(`Keycloak answered ${status}: ${body.error_description ?? body.error ?? 'no reason'}`)
  }

  /** Kept for as long as it is good. */
  async function serviceToken() {
    if (global.keycloakToken?.until > Date.now()) return global.keycloakToken.value
    const answer = await askForToken({ grant_type: 'client_credentials' })
    if (answer.status !== 200) throw failureOf(answer)
    const { access_token: value, expires_in } = answer.body
    global.keycloakToken = { value, until: Date.now() + (expires_in - 10) * 1000 }
    return value
  }

  async function manage(path) {
    const authorization = `Bearer ${await serviceToken()}`
    const answer = await ask(`/admin/realms/${realm}${path}`, { headers: { authorization } })
    if (answer.status === 401) global.keycloakToken = undefined
    if (answer.status !== 200) throw failureOf(answer)
    return answer.body
  }

  async function findUser() {
    const typed = encodeURIComponent(identifier)
    const byName = await manage(`/users?username=${typed}&exact=true`)
    return byName[0] ?? (await manage(`/users?email=${typed}&exact=true`))[0]
  }

  function profileOf(user) {
    const names = [user.firstName, user.lastName].filter(Boolean)
    return {
      user_id: String(user.id),
      email: user.email,
      email_verified: user.emailVerified === true,
      username: user.username === user.email ? undefined : user.username,
      name: names.length > 0 ? names.join(' ') : undefined,
      given_name: user.firstName,
      family_name: user.lastName,
      ...(user.attributes && { app_metadata: { attributes: user.attributes } }),
    }
  }

  /** Keycloak refuses a right password without the one-time code in the words of a wrong password. */
  async function hasFactor(user) {
    const credentials = await manage(`/users/${encodeURIComponent(user.id)}/credentials`)
    return credentials.some(({ type }) => ['otp', 'webauthn'].includes(type))
  }

  try {
    const answer = await askForToken({
      grant_type: 'password',
      username: identifier,
      password,
      scope: 'openid',
    })
    const { error, error_description = '' } = answer.body
    if (answer.status !== 200 && error !== 'invalid_grant') throw failureOf(answer)

    const user = await findUser()
    if (!user) {
      return callback(new WrongUsernameOrPasswordError(null, 'There is no such user in the realm.'))
    }
    if (user.enabled === false || /disabled/i.test(error_description)) {
      return callback(new UnauthorizedError('This account is disabled in Keycloak.'))
    }
    if (/not fully set up/i.test(error_description)) {
      return callback(
        new UnauthorizedError('This account has something left to do in Keycloak, such as a new password.'),
      )
    }
    if (error) {
      if (await hasFactor(user)) {
        throw new Error(
          'This account has a second factor in Keycloak, which refuses its password alone: take the factor from the account, or leave the person in Keycloak.',
        )
      }
      return callback(new WrongUsernameOrPasswordError(user.id, 'The password is wrong.'))
    }
    callback(null, profileOf(user))
  } catch (thrown) {
    callback(thrown)
  }
}

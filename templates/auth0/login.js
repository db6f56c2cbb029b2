async function login(identifier, password, ...rest) {
  /** @type {any[]} The callback, and before it the context where enable_script_context is on. */
  const given = rest
  const callback = given.pop()
  const address = given[0]?.request?.ip

  async function ask(path, init) {
    const response = await fetch(configuration.AUTH0_URL.replace(/\/+$/, '') + path, {
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
      ...init,
    })
    const text = await response.text()
    let body = {}
    try {
      body = JSON.parse(text)
    } catch {
      // Not by Auth0 itself: a proxy, or a wrong address.
    }
    return { status: response.status, body }
  }

  const askForToken = (fields, headers) =>
    ask('/oauth/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({
        client_id: configuration.AUTH0_CLIENT_ID,
        client_secret: configuration.AUTH0_CLIENT_SECRET,
        ...fields,
      }),
    })

  function failureOf({ status, body }) {
    if (status === 429) return new Error('Auth0 takes no more requests for now: its rate limit is reached.')
    if (body.error === 'access_denied' || body.error === 'invalid_client') {
      return new Error('Auth0 refused AUTH0_CLIENT_ID or AUTH0_CLIENT_SECRET.')
    }
    if (body.error === 'unauthorized_client') {
      return new Error(
        'The Auth0 application may not use this grant: switch on "Password" and "Client Credentials" in its advanced settings.',
      )
    }
    if (status === 403 && body.errorCode === 'insufficient_scope') {
      return new Error('The Auth0 application needs the scope read:users of the Management API.')
    }
    return new Error(`Auth0 answered ${status}: ${body.error_description ?? body.message ?? 'no reason'}`)
  }

  /** Kept for as long as it is good: Auth0 counts the tokens it gives to machines. */
  async function managementToken() {
    if (global.auth0Token?.until > Date.now()) return global.auth0Token.value
    const answer = await askForToken({
      grant_type: 'client_credentials',
      audience: configuration.AUTH0_AUDIENCE || `${configuration.AUTH0_URL.replace(/\/+$/, '')}/api/v2/`,
    })
    if (answer.status !== 200) throw failureOf(answer)
    const { access_token: value, expires_in } = answer.body
    global.auth0Token = { value, until: Date.now() + (expires_in - 60) * 1000 }
    return value
  }

  async function manage(path) {
    const authorization = `Bearer ${await managementToken()}`
    const answer = await ask(`/api/v2${path}`, { headers: { authorization } })
    if (answer.status === 401) global.auth0Token = undefined
    if (answer.status !== 200) throw failureOf(answer)
    return answer.body
  }

  /** The user of this connection that was typed: by email, or by username where the connection has them. */
  async function findUser() {
    const typed = identifier.toLowerCase()
    const users = typed.includes('@')
      ? await manage(`/users-by-email?email=${encodeURIComponent(typed)}`)
      : await manage(
          `/users?search_engine=v3&q=${encodeURIComponent(`username:"${typed.replace(/["\\]/g, '\\$&')}"`)}`,
        )
    return users.find(
      ({ email, username, identities }) =>
        [email, username].some((name) => name?.toLowerCase() === typed) &&
        identities.some(({ connection }) => connection === configuration.AUTH0_CONNECTION),
    )
  }

  const MADE_BY_AUTH0 = ['user_id', 'identities', 'multifactor', 'guardian_authenticators', 'blocked']
  const COUNTED_BY_AUTH0 = [
    'created_at',
    'updated_at',
    'last_login',
    'last_ip',
    'logins_count',
    'last_password_reset',
  ]

  function profileOf(user, needsFactor) {
    const left_out = [...MADE_BY_AUTH0, ...COUNTED_BY_AUTH0]
    return {
      ...Object.fromEntries(Object.entries(user).filter(([field]) => !left_out.includes(field))),
      // Ferry puts auth0| before it: users keep their ids.
      user_id: user.user_id.replace(/^auth0\|/, ''),
      ...(needsFactor && { mfa_factors: user.multifactor?.length ? user.multifactor : ['unknown'] }),
    }
  }

  try {
    const answer = await askForToken(
      {
        grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
        realm: configuration.AUTH0_CONNECTION,
        username: identifier,
        password,
        scope: 'openid',
      },
      address && { 'auth0-forwarded-for': address },
    )
    const { error, error_description = '' } = answer.body
    if (error === 'invalid_grant') {
      return callback(new WrongUsernameOrPasswordError(null, 'Auth0 says: wrong email or password.'))
    }
    // By an administrator, or for too many wrong passwords.
    if (error === 'too_many_attempts' || (error === 'unauthorized' && /blocked/i.test(error_description))) {
      return callback(new UnauthorizedError('This account is blocked at Auth0.'))
    }
    const needsFactor = error === 'mfa_required'
    if (answer.status !== 200 && !needsFactor) throw failureOf(answer)

    const user = await findUser()
    if (!user) throw new Error('Auth0 let the person in, and its Management API does not find the user.')
    callback(null, profileOf(user, needsFactor))
  } catch (thrown) {
    callback(thrown)
  }
}

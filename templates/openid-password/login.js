async function login(identifier, password, callback) {
  async function ask(url, init) {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000), ...init })
    const text = await response.text()
    let body = {}
    try {
      body = JSON.parse(text)
    } catch {
      // No JSON: a page of an error, a signed answer of userinfo.
    }
    return { status: response.status, body }
  }

  function failureOf({ status, body }) {
    if (status === 429) return new Error('The provider takes no more requests for now.')
    if (body.error === 'invalid_client') {
      return new Error('The provider refused OIDC_CLIENT_ID or OIDC_CLIENT_SECRET.')
    }
    if (body.error === 'unauthorized_client' || body.error === 'unsupported_grant_type') {
      return new Error('The provider does not let this client use the password grant.')
    }
    return new Error(
      `The provider answered ${status}: ${body.error_description ?? body.error ?? 'no reason'}`,
    )
  }

  /** The endpoints of the provider, asked for once while the script is warm. */
  async function discover() {
    if (global.openidProvider) return global.openidProvider
    const url = `${configuration.OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`
    const { status, body } = await ask(url)
    if (status !== 200 || !body.token_endpoint || !body.userinfo_endpoint) {
      throw new Error(
        `OIDC_ISSUER has no OpenID configuration with token and userinfo endpoints (${status}).`,
      )
    }
    global.openidProvider = body
    return body
  }

  try {
    const provider = await discover()
    const id = configuration.OIDC_CLIENT_ID
    const secret = configuration.OIDC_CLIENT_SECRET
    const basic = (text) => encodeURIComponent(text).replace(/%20/g, '+')
    const usesBasic =
      secret && !(provider.token_endpoint_auth_methods_supported ?? []).includes('client_secret_post')
    const answer = await ask(provider.token_endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(usesBasic && {
          authorization: `Basic ${Buffer.from(`${basic(id)}:${basic(secret)}`).toString('base64')}`,
        }),
      },
      body: new URLSearchParams({
        grant_type: 'password',
        username: identifier,
        password,
        scope: configuration.OIDC_SCOPE || 'openid profile email',
        ...(!usesBasic && { client_id: id }),
        ...(!usesBasic && secret && { client_secret: secret }),
      }).toString(),
    })
    const { error, error_description = '' } = answer.body
    if (
      error === 'mfa_required' ||
      (error === 'invalid_grant' && /mfa|factor|otp/i.test(error_description))
    ) {
      throw new Error(
        'The provider asks this account for a second factor, which the password grant cannot give.',
      )
    }
    if (error === 'invalid_grant' && /disabled|blocked|locked|suspended/i.test(error_description)) {
      return callback(new UnauthorizedError('This account is blocked at the provider.'))
    }
    if (error === 'invalid_grant') {
      return callback(new WrongUsernameOrPasswordError(null, 'The provider says: wrong name or password.'))
    }
    if (answer.status !== 200) throw failureOf(answer)

    const person = await ask(provider.userinfo_endpoint, {
      headers: { accept: 'application/json', authorization: `Bearer ${answer.body.access_token}` },
    })
    if (person.status !== 200 || !person.body.sub) {
      throw new Error(`The provider let the person in, and its userinfo answered ${person.status}.`)
    }
    const {
      sub,
      email,
      email_verified,
      preferred_username,
      name,
      given_name,
      family_name,
      nickname,
      picture,
    } = person.body
    callback(null, {
      user_id: sub,
      email,
      email_verified: email_verified === true || email_verified === 'true',
      username: preferred_username === email ? undefined : preferred_username,
      name,
      given_name,
      family_name,
      nickname,
      picture,
    })
  } catch (error) {
    callback(error)
  }
}

async function login(identifier, password, ...rest) {
  /** @type {any[]} The callback, and before it the context where enable_script_context is on. */
  const given = rest
  const callback = given.pop()
  const { ip, user_agent } = given[0]?.request ?? {}

  async function ask(path, init) {
    const response = await fetch(configuration.OKTA_URL.replace(/\/+$/, '') + path, {
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
      ...init,
    })
    const text = await response.text()
    let body = {}
    try {
      body = JSON.parse(text)
    } catch {
      // Not by Okta itself: a proxy, or a wrong address.
    }
    return { status: response.status, body }
  }

  const authorization = `SSWS ${configuration.OKTA_API_TOKEN}`

  function failureOf({ status, body }) {
    if (status === 429) return new Error('Okta takes no more requests for now: its rate limit is reached.')
    if (body.errorCode === 'E0000011') return new Error('Okta refused OKTA_API_TOKEN.')
    if (body.errorCode === 'E0000006') {
      return new Error('OKTA_API_TOKEN needs an administrator who may read users (Read-only Administrator).')
    }
    return new Error(`Okta answered ${status}: ${body.errorSummary ?? 'no reason'}`)
  }

  function profileOf(user, needsFactor) {
    const { login, email, firstName, lastName, displayName, nickName, mobilePhone, secondEmail, ...own } =
      user.profile
    const names = [firstName, lastName].filter(Boolean)
    return {
      user_id: user.id,
      email,
      // Okta makes an account active when its email was confirmed, or an administrator said so.
      email_verified: user.status === 'ACTIVE' || user.status === 'PASSWORD_EXPIRED',
      username: login === email ? undefined : login,
      name: displayName ?? (names.length > 0 ? names.join(' ') : undefined),
      given_name: firstName,
      family_name: lastName,
      nickname: nickName,
      phone_number: mobilePhone ?? undefined,
      ...(Object.keys(own).length > 0 && { app_metadata: own }),
      ...(needsFactor && { mfa_factors: ['unknown'] }),
    }
  }

  try {
    const answer = await ask('/api/v1/authn', {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization,
        ...(ip && { 'x-forwarded-for': ip }),
        ...(user_agent && { 'user-agent': user_agent }),
      },
      body: JSON.stringify({ username: identifier, password }),
    })
    const { status, body } = answer
    if (body.errorCode === 'E0000004') {
      return callback(new WrongUsernameOrPasswordError(null, 'Okta says: wrong username or password.'))
    }
    if (status !== 200) throw failureOf(answer)
    if (body.status === 'LOCKED_OUT') {
      return callback(new UnauthorizedError('This account is locked at Okta, after wrong passwords.'))
    }
    if (body.status === 'PASSWORD_EXPIRED' || body.status === 'PASSWORD_RESET') {
      return callback(new UnauthorizedError('This account needs a new password: ask for a reset.'))
    }
    const id = body._embedded?.user?.id
    if (!id) throw new Error(`Okta answered with the status ${body.status} and no user.`)

    const found = await ask(`/api/v1/users/${encodeURIComponent(id)}`, {
      headers: { accept: 'application/json', authorization },
    })
    if (found.status !== 200) throw failureOf(found)
    if (found.body.status === 'SUSPENDED') {
      return callback(new UnauthorizedError('This account is suspended at Okta.'))
    }
    // MFA_REQUIRED, MFA_CHALLENGE: the password was right, and Okta asks for more.
    callback(null, profileOf(found.body, ['MFA_REQUIRED', 'MFA_CHALLENGE'].includes(body.status)))
  } catch (thrown) {
    callback(thrown)
  }
}

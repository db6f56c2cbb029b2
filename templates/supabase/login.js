async function login(email, password, callback) {
  async function ask(path, init) {
    const response = await fetch(configuration.SUPABASE_URL.replace(/\/+$/, '') + path, {
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
      ...init,
    })
    const text = await response.text()
    let body = {}
    try {
      body = JSON.parse(text)
    } catch {
      // Not by Supabase itself: a proxy, or a wrong address.
    }
    return { status: response.status, body }
  }

  function refusalOf({ status, body }) {
    const code = body.error_code ?? body.error
    const message = body.msg ?? body.error_description ?? body.message ?? ''
    if (code === 'invalid_credentials' || (code === 'invalid_grant' && /invalid login/i.test(message))) {
      return new WrongUsernameOrPasswordError(null, 'Supabase says: wrong email or password.')
    }
    if (code === 'user_banned' || /banned/i.test(message)) {
      return new UnauthorizedError('This account is banned in Supabase.')
    }
    if (code === 'email_not_confirmed' || /not confirmed/i.test(message)) {
      return new UnauthorizedError('The email of this account was never confirmed in Supabase.')
    }
    if (status === 429)
      return new Error('Supabase takes no more requests for now: its rate limit is reached.')
    if (status === 401) return new Error('Supabase refused SUPABASE_ANON_KEY.')
    return new Error(`Supabase answered ${status}: ${message || 'no reason'}`)
  }

  function profileOf(user) {
    const { full_name, name, avatar_url, picture, ...metadata } = user.user_metadata ?? {}
    const factors = (user.factors ?? []).filter(({ status }) => status === 'verified')
    return {
      user_id: String(user.id),
      email: user.email,
      email_verified: Boolean(user.email_confirmed_at),
      name: full_name ?? name,
      picture: avatar_url ?? picture,
      phone_number: user.phone || undefined,
      user_metadata: metadata,
      app_metadata: user.app_metadata ?? {},
      ...(factors.length > 0 && { mfa_factors: factors.map(({ factor_type }) => factor_type) }),
    }
  }

  try {
    const answer = await ask('/auth/v1/token?grant_type=password', {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: configuration.SUPABASE_ANON_KEY },
      body: JSON.stringify({ email, password }),
    })
    if (answer.status !== 200) return callback(refusalOf(answer))
    callback(null, profileOf(answer.body.user))
  } catch (error) {
    callback(error)
  }
}

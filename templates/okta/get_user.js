async function getUser(identifier, ...rest) {
  /** @type {any[]} The callback, and before it the context where enable_script_context is on. */
  const given = rest
  const callback = given.pop()

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

  function failureOf({ status, body }) {
    if (status === 429) return new Error('Okta takes no more requests for now: its rate limit is reached.')
    if (body.errorCode === 'E0000011') return new Error('Okta refused OKTA_API_TOKEN.')
    if (body.errorCode === 'E0000006') {
      return new Error('OKTA_API_TOKEN needs an administrator who may read users (Read-only Administrator).')
    }
    return new Error(`Okta answered ${status}: ${body.errorSummary ?? 'no reason'}`)
  }

  function profileOf(user) {
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
    }
  }

  try {
    const quoted = JSON.stringify(identifier)
    const search = `profile.login eq ${quoted} or profile.email eq ${quoted}`
    const answer = await ask(`/api/v1/users?search=${encodeURIComponent(search)}&limit=2`, {
      headers: { accept: 'application/json', authorization: `SSWS ${configuration.OKTA_API_TOKEN}` },
    })
    if (answer.status !== 200) throw failureOf(answer)
    const typed = identifier.toLowerCase()
    const user = answer.body.find(({ profile }) =>
      [profile.login, profile.email].some((name) => name?.toLowerCase() === typed),
    )
    callback(null, user ? profileOf(user) : null)
  } catch (thrown) {
    callback(thrown)
  }
}

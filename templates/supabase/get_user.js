async function getUser(email, callback) {
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

  function failureOf({ status, body }) {
    if (status === 429)
      return new Error('Supabase takes no more requests for now: its rate limit is reached.')
    if (status === 401 || status === 403) return new Error('Supabase refused SUPABASE_SERVICE_ROLE_KEY.')
    return new Error(`Supabase answered ${status}: ${body.msg ?? body.message ?? 'no reason'}`)
  }

  function profileOf(user) {
    const { full_name, name, avatar_url, picture, ...metadata } = user.user_metadata ?? {}
    return {
      user_id: String(user.id),
      email: user.email,
      email_verified: Boolean(user.email_confirmed_at),
      name: full_name ?? name,
      picture: avatar_url ?? picture,
      phone_number: user.phone || undefined,
      user_metadata: metadata,
      app_metadata: user.app_metadata ?? {},
    }
  }

  try {
    const key = configuration.SUPABASE_SERVICE_ROLE_KEY
    // The filter finds parts of addresses as well: pages of 100, until one is the address itself.
    const PAGES = 10
    for (let page = 1; page <= PAGES; page++) {
      const answer = await ask(
        `/auth/v1/admin/users?page=${page}&per_page=100&filter=${encodeURIComponent(email)}`,
        { headers: { apikey: key, authorization: `Bearer ${key}` } },
      )
      if (answer.status !== 200) throw failureOf(answer)
      const users = answer.body.users ?? []
      const user = users.find((one) => one.email?.toLowerCase() === email.toLowerCase())
      if (user) return callback(null, profileOf(user))
      if (users.length < 100) return callback(null)
    }
    throw new Error('Supabase does not filter its users by email: update GoTrue to 2.99 or later.')
  } catch (error) {
    callback(error)
  }
}

async function getUser(identifier, callback) {
  /** `path` follows the service's address. */
  function ask(method, path, body) {
    return fetch(configuration.SERVICE_URL + path, {
      method,
      headers: {
        'x-api-key': configuration.SERVICE_API_KEY,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
  }

  function profileOf(user) {
    if (!user?.user_id) throw new Error('The service gave no user_id.')
    return {
      user_id: String(user.user_id),
      email: user.email,
      email_verified: user.email_verified === true,
      username: user.username,
      nickname: user.nickname,
    }
  }

  try {
    const response = await ask('GET', `/users?identifier=${encodeURIComponent(identifier)}`)
    if (response.status === 404) return callback(null)
    if (!response.ok) throw new Error(`The service answered ${response.status}.`)

    callback(null, profileOf(await response.json()))
  } catch (error) {
    callback(error)
  }
}

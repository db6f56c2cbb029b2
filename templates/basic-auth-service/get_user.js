async function getUser(identifier, callback) {
  /** Sends the credentials of the application; `path` follows the service's address. */
  function ask(method, path, body) {
    const credentials = `${configuration.SERVICE_USER}:${configuration.SERVICE_PASSWORD}`
    return fetch(configuration.SERVICE_URL + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
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

  // As a segment of a path these lead elsewhere, encoded or not.
  if (/^\.{0,2}$/.test(identifier)) return callback(null)

  try {
    const response = await ask('GET', `/users-by-email/${encodeURIComponent(identifier)}`)
    if (response.status === 404) return callback(null)
    if (!response.ok) throw new Error(`The service answered ${response.status}.`)

    callback(null, profileOf(await response.json()))
  } catch (error) {
    callback(error)
  }
}

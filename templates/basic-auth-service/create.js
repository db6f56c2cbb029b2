async function create(user, callback) {
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

  try {
    const { email, username, nickname, password } = user
    const response = await ask('POST', '/users', { email, username, nickname, password })
    if (response.status === 409) {
      return callback(new ValidationError('user_exists', 'The user already exists.'))
    }
    if (!response.ok) throw new Error(`The service answered ${response.status}.`)

    callback(null)
  } catch (error) {
    callback(error)
  }
}

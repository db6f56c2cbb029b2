async function changeEmail(email, newEmail, verified, callback) {
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

  try {
    const response = await ask('POST', '/change-email', {
      email,
      new_email: newEmail,
      email_verified: verified,
    })
    if (response.status === 404) return callback(null, false)
    if (response.status === 409) {
      return callback(new ValidationError('user_exists', 'The email is in use.'))
    }
    if (!response.ok) throw new Error(`The service answered ${response.status}.`)

    callback(null, true)
  } catch (error) {
    callback(error)
  }
}

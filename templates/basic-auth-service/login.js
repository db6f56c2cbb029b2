async function login(identifier, password, callback) {
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

  // The name ends at the first colon; the rest would be read as part of the password.
  if (identifier.includes(':')) {
    return callback(new WrongUsernameOrPasswordError(null, 'A name with a colon cannot be sent.'))
  }

  try {
    const credentials = Buffer.from(`${identifier}:${password}`).toString('base64')
    const response = await fetch(`${configuration.SERVICE_URL}/profile`, {
      headers: { authorization: `Basic ${credentials}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status === 401) {
      return callback(new WrongUsernameOrPasswordError(null, 'The service refused name or password.'))
    }
    if (!response.ok) throw new Error(`The service answered ${response.status}.`)

    callback(null, profileOf(await response.json()))
  } catch (error) {
    callback(error)
  }
}

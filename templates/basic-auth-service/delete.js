async function deleteUser(id, callback) {
  /** With the credentials of the whole application; `path` is what follows the service's address. */
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

  // As a part of a path these lead elsewhere, encoded or not.
  if (/^\.{0,2}$/.test(id)) return callback(null)

  try {
    const response = await ask('DELETE', `/users/${encodeURIComponent(id)}`)
    // It is as wanted when there is no such user.
    if (!response.ok && response.status !== 404) throw new Error(`The service answered ${response.status}.`)

    callback(null)
  } catch (error) {
    callback(error)
  }
}

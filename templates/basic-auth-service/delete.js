async function deleteUser(id, callback) {
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

  // As a segment of a path these lead elsewhere, encoded or not.
  if (/^\.{0,2}$/.test(id)) return callback(null)

  try {
    const response = await ask('DELETE', `/users/${encodeURIComponent(id)}`)
    // The user does not exist: nothing to delete.
    if (!response.ok && response.status !== 404) throw new Error(`The service answered ${response.status}.`)

    callback(null)
  } catch (error) {
    callback(error)
  }
}

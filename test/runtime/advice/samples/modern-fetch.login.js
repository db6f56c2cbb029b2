(email, password, callback) => {
  fetch(`${configuration.API_URL}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${configuration.API_TOKEN}` },
    body: JSON.stringify({ email, password }),
  })
    .then((response) => {
      if (response.status === 401) throw new WrongUsernameOrPasswordError(email)
      if (!response.ok) throw new Error(`The legacy service answered ${response.status}`)
      return response.json()
    })
    .then((user) => callback(null, { user_id: String(user.id), email: user.email, email_verified: user.verified === true }))
    .catch(callback)
}

// Style: the built-in fetch with async and await
// Password: service
async function login(email, password, callback) {
  try {
    const response = await fetch(`${configuration.url}/json/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': configuration.key },
      body: JSON.stringify({ email, password })
    });
    if (response.status === 401) return callback(new WrongUsernameOrPasswordError(email));
    if (!response.ok) throw new Error(`service: ${response.status}`);
    const user = await response.json();
    callback(null, { user_id: user.id, email: user.email, name: user.name });
  } catch (error) {
    callback(error);
  }
}

async function login(identifier, password, callback) {
  const { Client } = require('pg')
  const hashes = require('legacy-hashes')

  async function withClient(work) {
    const client = new Client({
      host: configuration.POSTGRES_HOST,
      port: Number(configuration.POSTGRES_PORT || 5432),
      user: configuration.POSTGRES_USER,
      password: configuration.POSTGRES_PASSWORD,
      database: configuration.POSTGRES_DATABASE,
      // With it the connection is encrypted, and the server has to prove who it is.
      ssl: configuration.POSTGRES_CA ? { ca: configuration.POSTGRES_CA } : undefined,
    })
    // A lost connection also rejects the query that waits for an answer.
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await work(client)
    } finally {
      await client.end()
    }
  }

  // Ignores the case of A–Z only, whatever the locale of the database.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** By email or else by username. */
  async function findUser(client, identifier) {
    const { rows } = await client.query(
      `SELECT id, username, email, first_name, last_name, is_active, password FROM auth_user WHERE lower(email COLLATE "C") = lower($1 COLLATE "C") OR lower(username COLLATE "C") = lower($1 COLLATE "C")`,
      [identifier],
    )
    return (
      rows.find((row) => sameText(row.email, identifier)) ??
      rows.find((row) => sameText(row.username, identifier))
    )
  }

  /** Whatever PASSWORD_HASHERS may name: PBKDF2, Argon2, bcrypt, scrypt, and those of old versions. */
  const isPassword = (typed, user) => hashes.verify(typed, user.password)

  try {
    const user = await withClient((client) => findUser(client, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    if (!(await isPassword(password, user))) {
      return callback(new WrongUsernameOrPasswordError(String(user.id), 'The password is wrong.'))
    }
    if (!user.is_active) return callback(new UnauthorizedError('This account is not active.'))

    callback(null, {
      user_id: String(user.id),
      email: user.email,
      // Django itself does not keep whether an address was confirmed; django-allauth does, in account_emailaddress.
      email_verified: false,
      username: sameText(user.username, user.email) ? undefined : user.username,
      given_name: user.first_name || undefined,
      family_name: user.last_name || undefined,
    })
  } catch (error) {
    callback(error)
  }
}

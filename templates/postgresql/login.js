async function login(identifier, password, callback) {
  const { Client } = require('pg')
  const bcrypt = require('bcrypt')

  async function withClient(work) {
    const client = new Client({
      host: configuration.POSTGRES_HOST,
      port: Number(configuration.POSTGRES_PORT || 5432),
      user: configuration.POSTGRES_USER,
      password: configuration.POSTGRES_PASSWORD,
      database: configuration.POSTGRES_DATABASE,
      // Encrypts the connection, and verifies the server's certificate.
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

  /** Searches by email, then by username. */
  async function findUser(client, identifier) {
    const { rows } = await client.query(
      `SELECT id, email, username, nickname, password, email_verified FROM users
       WHERE lower(email COLLATE "C") = lower($1 COLLATE "C") OR lower(username COLLATE "C") = lower($1 COLLATE "C")`,
      [identifier],
    )
    return (
      rows.find((row) => sameText(row.email, identifier)) ??
      rows.find((row) => sameText(row.username, identifier))
    )
  }

  try {
    const user = await withClient((client) => findUser(client, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    const isRight = await bcrypt.compare(password, user.password)
    if (!isRight) {
      return callback(new WrongUsernameOrPasswordError(String(user.id), 'The password is wrong.'))
    }

    callback(null, {
      user_id: String(user.id),
      email: user.email,
      email_verified: user.email_verified,
      username: user.username,
      nickname: user.nickname,
    })
  } catch (error) {
    callback(error)
  }
}

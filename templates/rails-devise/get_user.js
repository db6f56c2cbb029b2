async function getUser(identifier, callback) {
  const { Client } = require('pg')

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

  /** By email. */
  async function findUser(client, identifier) {
    const { rows } = await client.query(
      `SELECT * FROM users WHERE lower(email COLLATE "C") = lower($1 COLLATE "C")`,
      [identifier],
    )
    return rows.find((row) => sameText(row.email, identifier))
  }

  try {
    const user = await withClient((client) => findUser(client, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.id),
      email: user.email,
      // Of the module Confirmable; without it nobody knows.
      email_verified: Boolean(user.confirmed_at),
      name: user.name ?? undefined,
    })
  } catch (error) {
    callback(error)
  }
}

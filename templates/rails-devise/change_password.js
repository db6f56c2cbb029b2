async function changePassword(email, newPassword, callback) {
  const { Client } = require('pg')
  const bcrypt = require('bcrypt')

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
      `SELECT id, email FROM users WHERE lower(email COLLATE "C") = lower($1 COLLATE "C")`,
      [identifier],
    )
    return rows.find((row) => sameText(row.email, identifier))
  }

  try {
    const hash = await bcrypt.hash(newPassword + (configuration.DEVISE_PEPPER || ''), 10)
    const isDone = await withClient(async (client) => {
      const user = await findUser(client, email)
      if (!user || !sameText(user.email, email)) return false

      await client.query('UPDATE users SET encrypted_password = $1, updated_at = now() WHERE id = $2', [
        hash,
        user.id,
      ])
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

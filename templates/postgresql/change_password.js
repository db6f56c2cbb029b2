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

  async function findByEmail(client, wanted) {
    const { rows } = await client.query(
      'SELECT id, email FROM users WHERE lower(email COLLATE "C") = lower($1 COLLATE "C")',
      [wanted],
    )
    return rows.find((row) => sameText(row.email, wanted))
  }

  try {
    const hash = await bcrypt.hash(newPassword, 10)
    const isDone = await withClient(async (client) => {
      const user = await findByEmail(client, email)
      if (!user) return false

      await client.query('UPDATE users SET password = $1 WHERE id = $2', [hash, user.id])
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

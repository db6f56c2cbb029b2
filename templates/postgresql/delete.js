async function deleteUser(id, callback) {
  const { Client } = require('pg')

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

  // Any other text is not an id of this table; a database may convert it, such as "7 or so" into 7.
  if (!/^[0-9]{1,18}$/.test(id)) return callback(null)

  try {
    await withClient((client) => client.query('DELETE FROM users WHERE id = $1::bigint', [id]))
    callback(null)
  } catch (error) {
    callback(error)
  }
}

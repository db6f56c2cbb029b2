async function deleteUser(id, callback) {
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

  // No other text is an id of this table; a database may read more into one, such as 7 into "7 or so".
  if (!/^[0-9]{1,18}$/.test(id)) return callback(null)

  try {
    await withClient(async (client) => {
      await client.query('DELETE FROM auth_user_groups WHERE user_id = $1::bigint', [id])
      await client.query('DELETE FROM auth_user WHERE id = $1::bigint', [id])
    })
    callback(null)
  } catch (error) {
    callback(error)
  }
}

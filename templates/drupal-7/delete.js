async function deleteUser(id, callback) {
  const mysql = require('mysql2/promise')

  async function withConnection(work) {
    const connection = await mysql.createConnection({
      host: configuration.MYSQL_HOST,
      port: Number(configuration.MYSQL_PORT || 3306),
      user: configuration.MYSQL_USER,
      password: configuration.MYSQL_PASSWORD,
      database: configuration.MYSQL_DATABASE,
      // With it the connection is encrypted, and the server has to prove who it is.
      ssl: configuration.MYSQL_CA ? { ca: configuration.MYSQL_CA } : undefined,
      supportBigNumbers: true,
    })
    try {
      return await work(connection)
    } finally {
      await connection.end()
    }
  }

  // No other text is an id of this table; a database may read more into one, such as 7 into "7 or so".
  if (!/^[0-9]{1,18}$/.test(id)) return callback(null)

  try {
    await withConnection(async (connection) => {
      // 0 is nobody, and 1 the site itself.
      await connection.execute('DELETE FROM users_roles WHERE uid = ? AND uid > 1', [id])
      await connection.execute('DELETE FROM users WHERE uid = ? AND uid > 1', [id])
    })
    callback(null)
  } catch (error) {
    callback(error)
  }
}

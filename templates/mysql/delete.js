async function deleteUser(id, callback) {
  const mysql = require('mysql2/promise')

  async function withConnection(work) {
    const connection = await mysql.createConnection({
      host: configuration.MYSQL_HOST,
      port: Number(configuration.MYSQL_PORT || 3306),
      user: configuration.MYSQL_USER,
      password: configuration.MYSQL_PASSWORD,
      database: configuration.MYSQL_DATABASE,
      // Encrypts the connection, and verifies the server's certificate.
      ssl: configuration.MYSQL_CA ? { ca: configuration.MYSQL_CA } : undefined,
      supportBigNumbers: true,
    })
    try {
      return await work(connection)
    } finally {
      await connection.end()
    }
  }

  // Any other text is not an id of this table; a database may convert it, such as "7 or so" into 7.
  if (!/^[0-9]{1,18}$/.test(id)) return callback(null)

  try {
    await withConnection((connection) => connection.execute('DELETE FROM users WHERE id = ?', [id]))
    callback(null)
  } catch (error) {
    callback(error)
  }
}

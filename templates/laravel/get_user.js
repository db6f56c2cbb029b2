async function getUser(identifier, callback) {
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

  // Ignores the case of A–Z only. A database may ignore accents too: to it two persons can look alike.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** By email. */
  async function findUser(connection, identifier) {
    const [rows] = await connection.execute(
      `SELECT id, name, email, email_verified_at FROM users WHERE email = ?`,
      [identifier],
    )
    return rows.find((row) => sameText(row.email, identifier))
  }

  try {
    const user = await withConnection((connection) => findUser(connection, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.id),
      email: user.email,
      email_verified: user.email_verified_at !== null,
      name: user.name,
    })
  } catch (error) {
    callback(error)
  }
}

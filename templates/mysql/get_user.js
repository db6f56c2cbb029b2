async function getUser(identifier, callback) {
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

  // Ignores the case of A–Z only. A database may also ignore accents, and treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** Searches by email, then by username. */
  async function findUser(connection, identifier) {
    const [rows] = await connection.execute(
      'SELECT id, email, username, nickname, email_verified FROM users WHERE email = ? OR username = ?',
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.email, identifier)) ??
      rows.find((row) => sameText(row.username, identifier))
    )
  }

  try {
    const user = await withConnection((connection) => findUser(connection, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.id),
      email: user.email,
      email_verified: Boolean(user.email_verified),
      username: user.username,
      nickname: user.nickname,
    })
  } catch (error) {
    callback(error)
  }
}

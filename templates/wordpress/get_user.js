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

  /** By email or else by username. */
  async function findUser(connection, identifier) {
    const [rows] = await connection.execute(
      `SELECT ID, user_login, user_email, display_name FROM wp_users WHERE user_email = ? OR user_login = ?`,
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.user_email, identifier)) ??
      rows.find((row) => sameText(row.user_login, identifier))
    )
  }

  try {
    const user = await withConnection((connection) => findUser(connection, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.ID),
      email: user.user_email,
      // WordPress does not keep whether an address was confirmed: say true if your site makes sure of it.
      email_verified: false,
      username: sameText(user.user_login, user.user_email) ? undefined : user.user_login,
      nickname: user.display_name,
    })
  } catch (error) {
    callback(error)
  }
}

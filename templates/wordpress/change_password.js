async function changePassword(email, newPassword, callback) {
  const mysql = require('mysql2/promise')
  const hashes = require('legacy-hashes')

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
      `SELECT ID, user_email, user_login FROM wp_users WHERE user_email = ? OR user_login = ?`,
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.user_email, identifier)) ??
      rows.find((row) => sameText(row.user_login, identifier))
    )
  }

  try {
    // phpass, which every version reads; WordPress 6.8 hashes it anew at the next sign-in there.
    const hash = await hashes.phpass.hash(newPassword)
    const isDone = await withConnection(async (connection) => {
      const user = await findUser(connection, email)
      if (!user || !sameText(user.user_email, email)) return false

      await connection.execute('UPDATE wp_users SET user_pass = ? WHERE ID = ?', [hash, user.ID])
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

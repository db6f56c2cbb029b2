async function changePassword(email, newPassword, callback) {
  const mysql = require('mysql2/promise')
  const bcrypt = require('bcrypt')

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
      `SELECT uid, mail, name FROM users_field_data WHERE uid > 0 AND default_langcode = 1 AND (mail = ? OR name = ?)`,
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.mail, identifier)) ?? rows.find((row) => sameText(row.name, identifier))
    )
  }

  try {
    // PHP knows bcrypt as 2y only.
    const hash = (await bcrypt.hash(newPassword, 10)).replace(/^\$2[ab]\$/, '$2y$')
    const isDone = await withConnection(async (connection) => {
      const user = await findUser(connection, email)
      if (!user || !sameText(user.mail, email)) return false

      await connection.execute('UPDATE users_field_data SET pass = ? WHERE uid = ?', [hash, user.uid])
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

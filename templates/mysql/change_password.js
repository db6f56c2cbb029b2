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

  async function findByEmail(connection, wanted) {
    const [rows] = await connection.execute('SELECT id, email FROM users WHERE email = ?', [wanted])
    return rows.find((row) => sameText(row.email, wanted))
  }

  try {
    const hash = await bcrypt.hash(newPassword, 10)
    const isDone = await withConnection(async (connection) => {
      const user = await findByEmail(connection, email)
      if (!user) return false

      await connection.execute('UPDATE users SET password = ? WHERE id = ?', [hash, user.id])
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

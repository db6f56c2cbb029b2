async function changeEmail(email, newEmail, verified, callback) {
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
      'SELECT id, email, username FROM users WHERE email = ? OR username = ?',
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.email, identifier)) ??
      rows.find((row) => sameText(row.username, identifier))
    )
  }

  try {
    const isDone = await withConnection(async (connection) => {
      const user = await findUser(connection, email)
      if (!user || !sameText(user.email, email)) return false
      const holder = await findUser(connection, newEmail)
      if (holder && holder.id !== user.id) throw new ValidationError('user_exists', 'The email is in use.')

      await connection.execute('UPDATE users SET email = ?, email_verified = ? WHERE id = ?', [
        newEmail,
        verified,
        user.id,
      ])
      return true
    })
    callback(null, isDone)
  } catch (error) {
    const isTaken = error.code === 'ER_DUP_ENTRY'
    callback(isTaken ? new ValidationError('user_exists', 'The email is in use.') : error)
  }
}

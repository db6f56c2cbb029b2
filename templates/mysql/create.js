async function create(user, callback) {
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
    const hash = await bcrypt.hash(user.password, 10)
    await withConnection(async (connection) => {
      const isTaken =
        (await findUser(connection, user.email)) ||
        (user.username && (await findUser(connection, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      await connection.execute(
        'INSERT INTO users (email, username, nickname, password, email_verified) VALUES (?, ?, ?, ?, FALSE)',
        [user.email, user.username ?? null, user.nickname ?? null, hash],
      )
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the email or the username meanwhile.
    const isTaken = error.code === 'ER_DUP_ENTRY'
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

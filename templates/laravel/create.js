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
    const [rows] = await connection.execute(`SELECT id, email FROM users WHERE email = ?`, [identifier])
    return rows.find((row) => sameText(row.email, identifier))
  }

  try {
    // PHP knows bcrypt as 2y only.
    const hash = (await bcrypt.hash(user.password, 10)).replace(/^\$2[ab]\$/, '$2y$')
    await withConnection(async (connection) => {
      const isTaken = await findUser(connection, user.email)
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      await connection.execute(
        'INSERT INTO users (name, email, password, created_at, updated_at) VALUES (?, ?, ?, UTC_TIMESTAMP(), UTC_TIMESTAMP())',
        [user.nickname ?? user.email, user.email, hash],
      )
    })
    callback(null)
  } catch (error) {
    // Somebody else may have taken the name meanwhile.
    const isTaken = error.code === 'ER_DUP_ENTRY'
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

async function create(user, callback) {
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
      `SELECT uid, mail, name FROM users WHERE uid > 0 AND (mail = ? OR name = ?)`,
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.mail, identifier)) ?? rows.find((row) => sameText(row.name, identifier))
    )
  }

  try {
    const hash = await hashes.drupal7.hash(user.password)
    await withConnection(async (connection) => {
      const isTaken =
        (await findUser(connection, user.email)) ||
        (user.username && (await findUser(connection, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      const name = (user.username ?? user.email).slice(0, 60)
      // Drupal 7 takes its ids from a table of their own.
      const [next] = await connection.execute('INSERT INTO sequences () VALUES ()')
      await connection.execute(
        'INSERT INTO users (uid, name, pass, mail, init, status, created) VALUES (?, ?, ?, ?, ?, 1, UNIX_TIMESTAMP())',
        [next.insertId, name, hash, user.email, user.email],
      )
    })
    callback(null)
  } catch (error) {
    // Somebody else may have taken the name meanwhile.
    const isTaken = error.code === 'ER_DUP_ENTRY'
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

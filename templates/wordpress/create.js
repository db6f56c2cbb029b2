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
    const hash = await hashes.phpass.hash(user.password)
    await withConnection(async (connection) => {
      const isTaken =
        (await findUser(connection, user.email)) ||
        (user.username && (await findUser(connection, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      // Without a username the email is it, as far as the column goes.
      const name = (user.username ?? user.email).slice(0, 60)
      await connection.execute(
        `INSERT INTO wp_users (user_login, user_pass, user_nicename, user_email, display_name, user_registered)
         VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP())`,
        [
          name,
          hash,
          name
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, '-')
            .slice(0, 50),
          user.email,
          user.nickname ?? name,
        ],
      )
    })
    callback(null)
  } catch (error) {
    // Somebody else may have taken the name meanwhile.
    const isTaken = error.code === 'ER_DUP_ENTRY'
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

async function login(identifier, password, callback) {
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
      `SELECT uid, name, mail, status, pass FROM users_field_data WHERE uid > 0 AND default_langcode = 1 AND (mail = ? OR name = ?)`,
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.mail, identifier)) ?? rows.find((row) => sameText(row.name, identifier))
    )
  }

  /** bcrypt since 10.1, before it SHA-512 in the manner of phpass. */
  const isPassword = (typed, user) => hashes.verify(typed, user.pass)

  try {
    const user = await withConnection((connection) => findUser(connection, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    if (!(await isPassword(password, user))) {
      return callback(new WrongUsernameOrPasswordError(String(user.uid), 'The password is wrong.'))
    }
    if (Number(user.status) !== 1) {
      return callback(new UnauthorizedError('This account is blocked in Drupal.'))
    }

    callback(null, {
      user_id: String(user.uid),
      email: user.mail,
      // Drupal does not keep whether an address was confirmed: say true if your site makes sure of it.
      email_verified: false,
      username: sameText(user.name, user.mail) ? undefined : user.name,
    })
  } catch (error) {
    callback(error)
  }
}

async function login(identifier, password, callback) {
  const mysql = require('mysql2/promise')
  const bcrypt = require('bcrypt')
  const crypto = require('node:crypto')
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
      `SELECT ID, user_login, user_email, display_name, user_pass FROM wp_users WHERE user_email = ? OR user_login = ?`,
      [identifier, identifier],
    )
    return (
      rows.find((row) => sameText(row.user_email, identifier)) ??
      rows.find((row) => sameText(row.user_login, identifier))
    )
  }

  /** Of all ages: MD5 until 2.4, phpass until 6.7, bcrypt of plugins, and bcrypt of an HMAC since 6.8. */
  async function isPassword(typed, { user_pass: stored }) {
    if (stored.startsWith('$wp$')) {
      const prepared = crypto.createHmac('sha384', 'wp-sha384').update(typed).digest('base64')
      return bcrypt.compare(prepared, stored.slice('$wp'.length))
    }
    if (/^[0-9a-f]{32}$/i.test(stored)) {
      const digest = crypto.createHash('md5').update(typed).digest()
      return crypto.timingSafeEqual(digest, Buffer.from(stored, 'hex'))
    }
    return hashes.verify(typed, stored)
  }

  try {
    const user = await withConnection((connection) => findUser(connection, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    if (!(await isPassword(password, user))) {
      return callback(new WrongUsernameOrPasswordError(String(user.ID), 'The password is wrong.'))
    }

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

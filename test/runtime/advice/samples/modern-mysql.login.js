/* Written with care: nothing to advise. */
async function login(userNameOrEmail, password, callback) {
  const mysql = require('mysql2/promise')
  const bcrypt = require('bcrypt')
  let connection
  try {
    connection = await mysql.createConnection({
      host: configuration.HOST,
      user: configuration.USER,
      password: configuration.PASSWORD,
      ssl: {},
    })
    const [rows] = await connection.execute('SELECT id, email, password FROM users WHERE email = ?', [userNameOrEmail])
    const row = rows[0]
    if (!row || !(await bcrypt.compare(password, row.password))) {
      return callback(new WrongUsernameOrPasswordError(userNameOrEmail))
    }
    return callback(null, toProfile(row))
  } catch (error) {
    return callback(error)
  } finally {
    if (connection) await connection.end()
  }
}

function toProfile(row) {
  return { user_id: String(row.id), email: row.email, email_verified: Boolean(row.email_verified) }
}

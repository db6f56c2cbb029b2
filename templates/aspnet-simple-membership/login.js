async function login(email, password, callback) {
  const sql = require('mssql')
  const crypto = require('node:crypto')
  const { promisify } = require('node:util')

  async function withPool(work) {
    const pool = new sql.ConnectionPool({
      server: configuration.ASPNET_HOST,
      port: Number(configuration.ASPNET_PORT || 1433),
      user: configuration.ASPNET_USER,
      password: configuration.ASPNET_PASSWORD,
      database: configuration.ASPNET_DATABASE,
      pool: { max: 1, min: 0 },
      options: {
        encrypt: configuration.ASPNET_ENCRYPT !== 'false',
        // The certificate authority of the server, if it is not a public one.
        cryptoCredentialsDetails: { ca: configuration.ASPNET_CA || undefined },
      },
    })
    try {
      await pool.connect()
      return await work(pool)
    } finally {
      await pool.close()
    }
  }

  // Ignores the case of A–Z only. A database may also ignore accents, and treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** As System.Web.Helpers.Crypto: a zero, 16 bytes of salt, 32 bytes of PBKDF2 with HMAC-SHA1 and 1000 rounds. */
  async function isPassword(text, stored) {
    const bytes = Buffer.from(stored, 'base64')
    if (bytes.length !== 49 || bytes[0] !== 0) throw new Error('The stored hash is not of the expected form.')
    const key = await promisify(crypto.pbkdf2)(text, bytes.subarray(1, 17), 1000, 32, 'sha1')
    return crypto.timingSafeEqual(bytes.subarray(17), key)
  }

  /** The name of a user is the email. */
  async function findUser(pool, email) {
    const { recordset: rows } = await pool
      .request()
      .input('email', sql.NVarChar, email)
      .query(
        `SELECT u.UserId, u.UserName, m.Password, m.IsConfirmed
         FROM UserProfile u
         JOIN webpages_Membership m ON m.UserId = u.UserId
         WHERE u.UserName = @email`,
      )
    return rows.find((row) => sameText(row.UserName, email))
  }

  try {
    const user = await withPool((pool) => findUser(pool, email))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    const isRight = await isPassword(password, user.Password)
    if (!isRight) {
      return callback(new WrongUsernameOrPasswordError(String(user.UserId), 'The password is wrong.'))
    }

    callback(null, {
      user_id: String(user.UserId),
      email: user.UserName,
      email_verified: user.IsConfirmed,
      nickname: user.UserName,
    })
  } catch (error) {
    callback(error)
  }
}

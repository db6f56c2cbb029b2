async function changePassword(email, newPassword, callback) {
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
  async function hashPassword(text) {
    const salt = crypto.randomBytes(16)
    const key = await promisify(crypto.pbkdf2)(text, salt, 1000, 32, 'sha1')
    return Buffer.concat([Buffer.alloc(1), salt, key]).toString('base64')
  }

  /** The name of a user is the email. */
  async function findUser(pool, email) {
    const { recordset: rows } = await pool
      .request()
      .input('email', sql.NVarChar, email)
      .query(
        `SELECT u.UserId, u.UserName
         FROM UserProfile u
         JOIN webpages_Membership m ON m.UserId = u.UserId
         WHERE u.UserName = @email`,
      )
    return rows.find((row) => sameText(row.UserName, email))
  }

  try {
    const hash = await hashPassword(newPassword)
    const isDone = await withPool(async (pool) => {
      const user = await findUser(pool, email)
      if (!user) return false

      await pool
        .request()
        .input('id', sql.Int, user.UserId)
        .input('hash', sql.NVarChar, hash)
        .query(
          `UPDATE webpages_Membership
           SET Password = @hash, PasswordSalt = '', PasswordChangedDate = GETUTCDATE()
           WHERE UserId = @id`,
        )
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

async function changePassword(email, newPassword, callback) {
  const sql = require('mssql')
  const crypto = require('node:crypto')

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

  /**
   * As MembershipProvider.EncodePassword does it for format 1, "hashed": the salt and the password's UTF-16, by SHA-1, or by
   * HMAC-SHA256 with a key of 64 bytes that repeats the salt.
   */
  function hashPassword(text, salt, algorithm) {
    const bytes = Buffer.from(text, 'utf16le')
    if (algorithm === 'SHA1') return crypto.createHash('sha1').update(salt).update(bytes).digest()
    return crypto.createHmac('sha256', Buffer.alloc(64, salt)).update(bytes).digest()
  }

  /** Only among the users of the application. */
  async function findByEmail(pool, wanted) {
    const { recordset: rows } = await pool
      .request()
      .input('email', sql.NVarChar, wanted)
      .input('application', sql.NVarChar, configuration.ASPNET_APPLICATION || '/')
      .query(
        `SELECT u.UserId, m.Email
         FROM Users u
         JOIN Memberships m ON m.UserId = u.UserId
         JOIN Applications a ON a.ApplicationId = u.ApplicationId
         WHERE a.ApplicationName = @application AND m.Email = @email`,
      )
    return rows.find((row) => sameText(row.Email, wanted))
  }

  try {
    const salt = crypto.randomBytes(16)
    const hash = hashPassword(newPassword, salt, configuration.ASPNET_HASH || 'HMACSHA256')
    const isDone = await withPool(async (pool) => {
      const user = await findByEmail(pool, email)
      if (!user) return false

      await pool
        .request()
        .input('id', sql.UniqueIdentifier, user.UserId)
        .input('hash', sql.NVarChar, hash.toString('base64'))
        .input('salt', sql.NVarChar, salt.toString('base64'))
        .query(
          `UPDATE Memberships
           SET Password = @hash, PasswordSalt = @salt, PasswordFormat = 1, LastPasswordChangedDate = GETUTCDATE()
           WHERE UserId = @id`,
        )
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

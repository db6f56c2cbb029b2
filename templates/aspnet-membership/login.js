async function login(identifier, password, callback) {
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

  /** Searches by email, then by username, among the users of the application. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('identifier', sql.NVarChar, identifier)
      .input('application', sql.NVarChar, configuration.ASPNET_APPLICATION || '/')
      .query(
        `SELECT u.UserId, u.UserName, m.Email, m.Password, m.PasswordSalt, m.PasswordFormat, m.IsApproved, m.IsLockedOut
         FROM Users u
         JOIN Memberships m ON m.UserId = u.UserId
         JOIN Applications a ON a.ApplicationId = u.ApplicationId
         WHERE a.ApplicationName = @application AND (m.Email = @identifier OR u.UserName = @identifier)`,
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.UserName, identifier))
    )
  }

  try {
    const user = await withPool((pool) => findUser(pool, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))
    if (user.PasswordFormat !== 1) throw new Error('The password is not hashed: its PasswordFormat is not 1.')

    // The length tells which of the two it is.
    const stored = Buffer.from(user.Password, 'base64')
    const algorithm = stored.length === 20 ? 'SHA1' : 'HMACSHA256'
    const hash = hashPassword(password, Buffer.from(user.PasswordSalt, 'base64'), algorithm)
    if (stored.length !== hash.length || !crypto.timingSafeEqual(stored, hash)) {
      return callback(new WrongUsernameOrPasswordError(user.UserId, 'The password is wrong.'))
    }
    if (user.IsLockedOut) return callback(new UnauthorizedError('The account is locked.'))

    callback(null, {
      user_id: String(user.UserId),
      email: user.Email,
      email_verified: user.IsApproved,
      // In many applications the username is the email.
      username: sameText(user.UserName, user.Email) ? undefined : user.UserName,
      nickname: user.UserName,
    })
  } catch (error) {
    callback(error)
  }
}

async function create(user, callback) {
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

  /** All changes or none. */
  async function inTransaction(pool, work) {
    const transaction = new sql.Transaction(pool)
    await transaction.begin()
    try {
      await work(transaction)
      await transaction.commit()
    } catch (error) {
      await transaction.rollback().catch(() => undefined)
      throw error
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
        `SELECT u.UserName, m.Email
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

  async function findApplicationId(pool) {
    const name = configuration.ASPNET_APPLICATION || '/'
    const { recordset } = await pool
      .request()
      .input('application', sql.NVarChar, name)
      .query('SELECT ApplicationId FROM Applications WHERE ApplicationName = @application')
    if (recordset.length === 0) throw new Error(`There is no application ${name}: set ASPNET_APPLICATION.`)
    return recordset[0].ApplicationId
  }

  try {
    const salt = crypto.randomBytes(16)
    const hash = hashPassword(user.password, salt, configuration.ASPNET_HASH || 'HMACSHA256')
    const id = crypto.randomUUID()
    await withPool(async (pool) => {
      const isTaken =
        (await findUser(pool, user.email)) || (user.username && (await findUser(pool, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')
      const application = await findApplicationId(pool)

      await inTransaction(pool, async (transaction) => {
        await transaction
          .request()
          .input('application', sql.UniqueIdentifier, application)
          .input('id', sql.UniqueIdentifier, id)
          .input('name', sql.NVarChar, user.username || user.email)
          .query(
            `INSERT INTO Users (ApplicationId, UserId, UserName, IsAnonymous, LastActivityDate)
             VALUES (@application, @id, @name, 0, GETUTCDATE())`,
          )
        await transaction
          .request()
          .input('application', sql.UniqueIdentifier, application)
          .input('id', sql.UniqueIdentifier, id)
          .input('email', sql.NVarChar, user.email)
          .input('hash', sql.NVarChar, hash.toString('base64'))
          .input('salt', sql.NVarChar, salt.toString('base64'))
          // ASP.NET's value for "never".
          .input('never', sql.DateTime, new Date('1754-01-01T00:00:00Z'))
          .query(
            `INSERT INTO Memberships (ApplicationId, UserId, Email, Password, PasswordSalt, PasswordFormat,
               IsApproved, IsLockedOut, CreateDate, LastLoginDate, LastPasswordChangedDate, LastLockoutDate,
               FailedPasswordAttemptCount, FailedPasswordAttemptWindowStart,
               FailedPasswordAnswerAttemptCount, FailedPasswordAnswerAttemptWindowsStart)
             VALUES (@application, @id, @email, @hash, @salt, 1,
               0, 0, GETUTCDATE(), GETUTCDATE(), GETUTCDATE(), @never, 0, @never, 0, @never)`,
          )
      })
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the name meanwhile.
    const isTaken = error.number === 2601 || error.number === 2627
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

async function changeEmail(email, newEmail, verified, callback) {
  const sql = require('mssql')

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

  /** Searches by email, then by username, among the users of the application. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('identifier', sql.NVarChar, identifier)
      .input('application', sql.NVarChar, configuration.ASPNET_APPLICATION || '/')
      .query(
        `SELECT u.UserId, u.UserName, m.Email
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
    const isDone = await withPool(async (pool) => {
      const user = await findUser(pool, email)
      if (!user || !sameText(user.Email, email)) return false
      const holder = await findUser(pool, newEmail)
      if (holder && holder.UserId !== user.UserId) {
        throw new ValidationError('user_exists', 'The email is in use.')
      }

      await inTransaction(pool, async (transaction) => {
        const update = (statement) =>
          transaction
            .request()
            .input('id', sql.UniqueIdentifier, user.UserId)
            .input('email', sql.NVarChar, newEmail)
            .input('verified', sql.Bit, verified)
            .query(statement)
        await update('UPDATE Memberships SET Email = @email, IsApproved = @verified WHERE UserId = @id')
        // If the username is the email, it stays the same as the email.
        if (sameText(user.UserName, email))
          await update('UPDATE Users SET UserName = @email WHERE UserId = @id')
      })
      return true
    })
    callback(null, isDone)
  } catch (error) {
    const isTaken = error.number === 2601 || error.number === 2627
    callback(isTaken ? new ValidationError('user_exists', 'The email is in use.') : error)
  }
}

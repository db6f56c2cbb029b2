async function verify(email, callback) {
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

  // Ignores the case of A–Z only. A database may also ignore accents, and treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
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
    const isDone = await withPool(async (pool) => {
      const user = await findByEmail(pool, email)
      if (!user) return false

      await pool
        .request()
        .input('id', sql.UniqueIdentifier, user.UserId)
        .query('UPDATE Memberships SET IsApproved = 1 WHERE UserId = @id')
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

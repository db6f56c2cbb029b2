async function getUser(identifier, callback) {
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

  /** As ASP.NET does it: letter by letter, without turning other characters into A–Z. */
  function normalise(text) {
    return Array.from(text.normalize(), (letter) => {
      const upper = letter.toUpperCase()
      const isOther = upper.length !== letter.length || (letter > '\x7f' && upper <= '\x7f')
      return isOther ? letter : upper
    }).join('')
  }

  /** Searches by email, then by username. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('normalised', sql.NVarChar, normalise(identifier))
      .query(
        `SELECT Id, UserName, Email, EmailConfirmed FROM AspNetUsers
         WHERE NormalizedEmail = @normalised OR NormalizedUserName = @normalised`,
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.UserName, identifier))
    )
  }

  try {
    const user = await withPool((pool) => findUser(pool, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.Id),
      email: user.Email,
      email_verified: user.EmailConfirmed,
      // In many applications the username is the email.
      username: sameText(user.UserName, user.Email) ? undefined : user.UserName,
      nickname: user.UserName,
    })
  } catch (error) {
    callback(error)
  }
}

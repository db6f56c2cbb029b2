async function getUser(identifier, callback) {
  const sql = require('mssql')

  async function withPool(work) {
    const pool = new sql.ConnectionPool({
      server: configuration.AZURE_SQL_HOST,
      port: Number(configuration.AZURE_SQL_PORT || 1433),
      user: configuration.AZURE_SQL_USER,
      password: configuration.AZURE_SQL_PASSWORD,
      database: configuration.AZURE_SQL_DATABASE,
      pool: { max: 1, min: 0 },
      options: {
        encrypt: true,
        // The certificate authority of the server, if it is not a public one.
        cryptoCredentialsDetails: { ca: configuration.AZURE_SQL_CA || undefined },
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

  /** Searches by email, then by username. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('identifier', sql.NVarChar, identifier)
      .query(
        'SELECT Id, Email, Username, Nickname, Email_Verified FROM dbo.Users WHERE Email = @identifier OR Username = @identifier',
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.Username, identifier))
    )
  }

  try {
    const user = await withPool((pool) => findUser(pool, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.Id),
      email: user.Email,
      email_verified: user.Email_Verified,
      username: user.Username,
      nickname: user.Nickname,
    })
  } catch (error) {
    callback(error)
  }
}

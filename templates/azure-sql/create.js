async function create(user, callback) {
  const sql = require('mssql')
  const bcrypt = require('bcrypt')

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
      .query('SELECT Id, Email, Username FROM dbo.Users WHERE Email = @identifier OR Username = @identifier')
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.Username, identifier))
    )
  }

  try {
    const hash = await bcrypt.hash(user.password, 10)
    await withPool(async (pool) => {
      const isTaken =
        (await findUser(pool, user.email)) || (user.username && (await findUser(pool, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      await pool
        .request()
        .input('email', sql.NVarChar, user.email)
        .input('username', sql.NVarChar, user.username ?? null)
        .input('nickname', sql.NVarChar, user.nickname ?? null)
        .input('hash', sql.NVarChar, hash)
        .query(
          'INSERT INTO dbo.Users (Email, Username, Nickname, Password) VALUES (@email, @username, @nickname, @hash)',
        )
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the email or the username meanwhile.
    const isTaken = error.number === 2601 || error.number === 2627
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

async function login(identifier, password, callback) {
  const sql = require('mssql')
  const bcrypt = require('bcrypt')

  async function withPool(work) {
    const pool = new sql.ConnectionPool({
      server: configuration.SQLSERVER_HOST,
      port: Number(configuration.SQLSERVER_PORT || 1433),
      user: configuration.SQLSERVER_USER,
      password: configuration.SQLSERVER_PASSWORD,
      database: configuration.SQLSERVER_DATABASE,
      pool: { max: 1, min: 0 },
      options: {
        encrypt: configuration.SQLSERVER_ENCRYPT !== 'false',
        // The certificate authority of the server, if it is not a public one.
        cryptoCredentialsDetails: { ca: configuration.SQLSERVER_CA || undefined },
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
        'SELECT Id, Email, Username, Nickname, Password, Email_Verified FROM dbo.Users WHERE Email = @identifier OR Username = @identifier',
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.Username, identifier))
    )
  }

  try {
    const user = await withPool((pool) => findUser(pool, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    const isRight = await bcrypt.compare(password, user.Password)
    if (!isRight) {
      return callback(new WrongUsernameOrPasswordError(String(user.Id), 'The password is wrong.'))
    }

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

async function changePassword(email, newPassword, callback) {
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

  async function findByEmail(pool, wanted) {
    const { recordset: rows } = await pool
      .request()
      .input('email', sql.NVarChar, wanted)
      .query('SELECT Id, Email FROM dbo.Users WHERE Email = @email')
    return rows.find((row) => sameText(row.Email, wanted))
  }

  try {
    const hash = await bcrypt.hash(newPassword, 10)
    const isDone = await withPool(async (pool) => {
      const user = await findByEmail(pool, email)
      if (!user) return false

      await pool
        .request()
        .input('id', sql.BigInt, user.Id)
        .input('hash', sql.NVarChar, hash)
        .query('UPDATE dbo.Users SET Password = @hash WHERE Id = @id')
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

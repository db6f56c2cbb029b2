async function deleteUser(id, callback) {
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

  // Any other text is not an id of this table; a database may convert it, such as "7 or so" into 7.
  if (!/^[0-9]{1,18}$/.test(id)) return callback(null)

  try {
    await withPool((pool) =>
      pool.request().input('id', sql.BigInt, id).query('DELETE FROM dbo.Users WHERE Id = @id'),
    )
    callback(null)
  } catch (error) {
    callback(error)
  }
}

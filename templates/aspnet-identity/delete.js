async function deleteUser(id, callback) {
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

  try {
    // Claims, logins, roles and tokens are deleted with the user.
    await withPool((pool) =>
      pool.request().input('id', sql.NVarChar, String(id)).query('DELETE FROM AspNetUsers WHERE Id = @id'),
    )
    callback(null)
  } catch (error) {
    callback(error)
  }
}

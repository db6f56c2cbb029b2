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

  // Any other text is not an id of these tables.
  if (!/^[0-9]{1,9}$/.test(id)) return callback(null)

  try {
    await withPool((pool) =>
      inTransaction(pool, async (transaction) => {
        const remove = (statement) => transaction.request().input('id', sql.Int, Number(id)).query(statement)
        await remove('DELETE FROM webpages_UsersInRoles WHERE UserId = @id')
        await remove('DELETE FROM webpages_OAuthMembership WHERE UserId = @id')
        await remove('DELETE FROM webpages_Membership WHERE UserId = @id')
        await remove('DELETE FROM UserProfile WHERE UserId = @id')
      }),
    )
    callback(null)
  } catch (error) {
    callback(error)
  }
}

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
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return callback(null)

  try {
    await withPool((pool) =>
      inTransaction(pool, async (transaction) => {
        const remove = (statement) =>
          transaction.request().input('id', sql.UniqueIdentifier, id).query(statement)
        await remove('DELETE FROM UsersInRoles WHERE UserId = @id')
        await remove('DELETE FROM Profiles WHERE UserId = @id')
        await remove('DELETE FROM Memberships WHERE UserId = @id')
        await remove('DELETE FROM Users WHERE UserId = @id')
      }),
    )
    callback(null)
  } catch (error) {
    callback(error)
  }
}

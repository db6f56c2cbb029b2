async function deleteUser(id, callback) {
  const oracledb = require('oracledb')

  async function withConnection(work) {
    const connection = await oracledb.getConnection({
      user: configuration.ORACLE_USER,
      password: configuration.ORACLE_PASSWORD,
      connectString: configuration.ORACLE_CONNECT_STRING,
    })
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  }

  // Any other text is not an id of this table; a database may convert it, such as "7 or so" into 7.
  if (!/^[0-9]{1,15}$/.test(id)) return callback(null)

  try {
    await withConnection((connection) =>
      connection.execute('DELETE FROM USERS WHERE ID = :id', { id: Number(id) }, { autoCommit: true }),
    )
    callback(null)
  } catch (error) {
    callback(error)
  }
}

async function verify(email, callback) {
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

  // Ignores the case of A–Z only. LOWER changes more letters, and may treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  async function findByEmail(connection, wanted) {
    const { rows } = await connection.execute(
      'SELECT ID, EMAIL FROM USERS WHERE LOWER(EMAIL) = LOWER(:wanted)',
      { wanted },
      { outFormat: oracledb.OUT_FORMAT_OBJECT },
    )
    return rows.find((row) => sameText(row.EMAIL, wanted))
  }

  try {
    const isDone = await withConnection(async (connection) => {
      const user = await findByEmail(connection, email)
      if (!user) return false

      await connection.execute(
        "UPDATE USERS SET EMAIL_VERIFIED = 'true' WHERE ID = :id",
        { id: user.ID },
        { autoCommit: true },
      )
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

async function getUser(identifier, callback) {
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

  /** Searches by email, then by username. */
  async function findUser(connection, identifier) {
    const { rows } = await connection.execute(
      `SELECT ID, EMAIL, USERNAME, NICKNAME, EMAIL_VERIFIED FROM USERS
       WHERE LOWER(EMAIL) = LOWER(:identifier) OR LOWER(USERNAME) = LOWER(:identifier)`,
      { identifier },
      { outFormat: oracledb.OUT_FORMAT_OBJECT },
    )
    return (
      rows.find((row) => sameText(row.EMAIL, identifier)) ??
      rows.find((row) => sameText(row.USERNAME, identifier))
    )
  }

  try {
    const user = await withConnection((connection) => findUser(connection, identifier))
    if (!user) return callback(null)

    callback(null, {
      user_id: String(user.ID),
      email: user.EMAIL,
      email_verified: user.EMAIL_VERIFIED === 'true',
      username: user.USERNAME,
      nickname: user.NICKNAME,
    })
  } catch (error) {
    callback(error)
  }
}

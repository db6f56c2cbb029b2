async function changeEmail(email, newEmail, verified, callback) {
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
      `SELECT ID, EMAIL, USERNAME FROM USERS
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
    const isDone = await withConnection(async (connection) => {
      const user = await findUser(connection, email)
      if (!user || !sameText(user.EMAIL, email)) return false
      const holder = await findUser(connection, newEmail)
      if (holder && holder.ID !== user.ID) throw new ValidationError('user_exists', 'The email is in use.')

      await connection.execute(
        'UPDATE USERS SET EMAIL = :newEmail, EMAIL_VERIFIED = :verified WHERE ID = :id',
        { newEmail, verified: verified ? 'true' : 'false', id: user.ID },
        { autoCommit: true },
      )
      return true
    })
    callback(null, isDone)
  } catch (error) {
    const isTaken = error.errorNum === 1
    callback(isTaken ? new ValidationError('user_exists', 'The email is in use.') : error)
  }
}

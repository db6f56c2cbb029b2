async function create(user, callback) {
  const oracledb = require('oracledb')
  const bcrypt = require('bcrypt')

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
    const hash = await bcrypt.hash(user.password, 10)
    await withConnection(async (connection) => {
      const isTaken =
        (await findUser(connection, user.email)) ||
        (user.username && (await findUser(connection, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      await connection.execute(
        'INSERT INTO USERS (EMAIL, USERNAME, NICKNAME, PASSWORD) VALUES (:email, :username, :nickname, :hash)',
        { email: user.email, username: user.username ?? null, nickname: user.nickname ?? null, hash },
        { autoCommit: true },
      )
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the email or the username meanwhile.
    const isTaken = error.errorNum === 1
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

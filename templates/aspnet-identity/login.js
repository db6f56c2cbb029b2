async function login(identifier, password, callback) {
  const sql = require('mssql')
  const crypto = require('node:crypto')
  const { promisify } = require('node:util')

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

  // Ignores the case of A–Z only. A database may also ignore accents, and treat two people as one.
  function sameText(a, b) {
    const lower = (text) => String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    return lower(a) === lower(b)
  }

  /** As ASP.NET does it: letter by letter, without turning other characters into A–Z. */
  function normalise(text) {
    return Array.from(text.normalize(), (letter) => {
      const upper = letter.toUpperCase()
      const isOther = upper.length !== letter.length || (letter > '\x7f' && upper <= '\x7f')
      return isOther ? letter : upper
    }).join('')
  }

  /**
   * Version 2: 0, 16 bytes of salt, 32 of PBKDF2 with HMAC-SHA1 and 1000 rounds. Version 3: 1, then the hash function, the rounds
   * and the length of the salt in four bytes each, the salt, and the rest of PBKDF2.
   */
  async function isPassword(text, stored) {
    const bytes = Buffer.from(stored ?? '', 'base64')
    const derive = promisify(crypto.pbkdf2)
    if (bytes[0] === 0 && bytes.length === 49) {
      const key = await derive(text, bytes.subarray(1, 17), 1000, 32, 'sha1')
      return crypto.timingSafeEqual(bytes.subarray(17), key)
    }
    if (bytes[0] !== 1 || bytes.length < 13 + 16 + 16) return false
    const digest = ['sha1', 'sha256', 'sha512'][bytes.readUInt32BE(1)]
    const rounds = bytes.readUInt32BE(5)
    const end = 13 + bytes.readUInt32BE(9)
    if (!digest || end > bytes.length - 16) return false
    const key = await derive(text, bytes.subarray(13, end), rounds, bytes.length - end, digest)
    return crypto.timingSafeEqual(bytes.subarray(end), key)
  }

  /** Searches by email, then by username. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('normalised', sql.NVarChar, normalise(identifier))
      .query(
        `SELECT Id, UserName, Email, EmailConfirmed, PasswordHash, LockoutEnabled, LockoutEnd FROM AspNetUsers
         WHERE NormalizedEmail = @normalised OR NormalizedUserName = @normalised`,
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.UserName, identifier))
    )
  }

  try {
    const user = await withPool((pool) => findUser(pool, identifier))
    if (!user) return callback(new WrongUsernameOrPasswordError(null, 'There is no such user.'))

    const isRight = await isPassword(password, user.PasswordHash)
    if (!isRight) return callback(new WrongUsernameOrPasswordError(user.Id, 'The password is wrong.'))
    if (user.LockoutEnabled && user.LockoutEnd > new Date()) {
      return callback(new UnauthorizedError('The account is locked.'))
    }

    callback(null, {
      user_id: String(user.Id),
      email: user.Email,
      email_verified: user.EmailConfirmed,
      // In many applications the username is the email.
      username: sameText(user.UserName, user.Email) ? undefined : user.UserName,
      nickname: user.UserName,
    })
  } catch (error) {
    callback(error)
  }
}

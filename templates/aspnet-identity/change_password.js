async function changePassword(email, newPassword, callback) {
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

  /** Version 3, as .NET 7 and later write it, or version 2 for applications that support no other. */
  async function hashPassword(text) {
    const derive = promisify(crypto.pbkdf2)
    const salt = crypto.randomBytes(16)
    if (configuration.ASPNET_IDENTITY_HASH === '2') {
      const key = await derive(text, salt, 1000, 32, 'sha1')
      return Buffer.concat([Buffer.from([0]), salt, key]).toString('base64')
    }
    const rounds = 100_000
    const head = Buffer.alloc(13)
    head.writeUInt8(1, 0)
    head.writeUInt32BE(2, 1)
    head.writeUInt32BE(rounds, 5)
    head.writeUInt32BE(salt.length, 9)
    return Buffer.concat([head, salt, await derive(text, salt, rounds, 32, 'sha512')]).toString('base64')
  }

  async function findByEmail(pool, wanted) {
    const { recordset: rows } = await pool
      .request()
      .input('normalised', sql.NVarChar, normalise(wanted))
      .query('SELECT Id, Email FROM AspNetUsers WHERE NormalizedEmail = @normalised')
    return rows.find((row) => sameText(row.Email, wanted))
  }

  try {
    const hash = await hashPassword(newPassword)
    const isDone = await withPool(async (pool) => {
      const user = await findByEmail(pool, email)
      if (!user) return false

      // A new stamp ends the application's sessions.
      await pool
        .request()
        .input('id', sql.NVarChar, user.Id)
        .input('hash', sql.NVarChar, hash)
        .input('stamp', sql.NVarChar, crypto.randomUUID())
        .query('UPDATE AspNetUsers SET PasswordHash = @hash, SecurityStamp = @stamp WHERE Id = @id')
      return true
    })
    callback(null, isDone)
  } catch (error) {
    callback(error)
  }
}

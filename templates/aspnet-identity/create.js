async function create(user, callback) {
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

  /** Searches by email, then by username. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('normalised', sql.NVarChar, normalise(identifier))
      .query(
        `SELECT UserName, Email FROM AspNetUsers
         WHERE NormalizedEmail = @normalised OR NormalizedUserName = @normalised`,
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.UserName, identifier))
    )
  }

  try {
    const hash = await hashPassword(user.password)
    await withPool(async (pool) => {
      const isTaken =
        (await findUser(pool, user.email)) || (user.username && (await findUser(pool, user.username)))
      if (isTaken) throw new ValidationError('user_exists', 'The user already exists.')

      const name = user.username || user.email
      await pool
        .request()
        .input('id', sql.NVarChar, crypto.randomUUID())
        .input('name', sql.NVarChar, name)
        .input('normalisedName', sql.NVarChar, normalise(name))
        .input('email', sql.NVarChar, user.email)
        .input('normalisedEmail', sql.NVarChar, normalise(user.email))
        .input('hash', sql.NVarChar, hash)
        .input('stamp', sql.NVarChar, crypto.randomUUID())
        .query(
          `INSERT INTO AspNetUsers (Id, UserName, NormalizedUserName, Email, NormalizedEmail, EmailConfirmed,
             PasswordHash, SecurityStamp, ConcurrencyStamp, PhoneNumberConfirmed, TwoFactorEnabled,
             LockoutEnabled, AccessFailedCount)
           VALUES (@id, @name, @normalisedName, @email, @normalisedEmail, 0, @hash, @stamp, @stamp, 0, 0, 1, 0)`,
        )
    })
    callback(null)
  } catch (error) {
    // Another user may have taken the name meanwhile.
    const isTaken = error.number === 2601 || error.number === 2627
    callback(isTaken ? new ValidationError('user_exists', 'The user already exists.') : error)
  }
}

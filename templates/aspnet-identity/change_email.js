async function changeEmail(email, newEmail, verified, callback) {
  const sql = require('mssql')
  const crypto = require('node:crypto')

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

  /** Searches by email, then by username. */
  async function findUser(pool, identifier) {
    const { recordset: rows } = await pool
      .request()
      .input('normalised', sql.NVarChar, normalise(identifier))
      .query(
        `SELECT Id, UserName, Email FROM AspNetUsers
         WHERE NormalizedEmail = @normalised OR NormalizedUserName = @normalised`,
      )
    return (
      rows.find((row) => sameText(row.Email, identifier)) ??
      rows.find((row) => sameText(row.UserName, identifier))
    )
  }

  try {
    const isDone = await withPool(async (pool) => {
      const user = await findUser(pool, email)
      if (!user || !sameText(user.Email, email)) return false
      const holder = await findUser(pool, newEmail)
      if (holder && holder.Id !== user.Id) throw new ValidationError('user_exists', 'The email is in use.')

      // If the username is the email, it stays the same as the email.
      const name = sameText(user.UserName, email) ? newEmail : user.UserName
      await pool
        .request()
        .input('id', sql.NVarChar, user.Id)
        .input('email', sql.NVarChar, newEmail)
        .input('normalisedEmail', sql.NVarChar, normalise(newEmail))
        .input('verified', sql.Bit, verified)
        .input('name', sql.NVarChar, name)
        .input('normalisedName', sql.NVarChar, normalise(name))
        .input('stamp', sql.NVarChar, crypto.randomUUID())
        .query(
          `UPDATE AspNetUsers
           SET Email = @email, NormalizedEmail = @normalisedEmail, EmailConfirmed = @verified,
             UserName = @name, NormalizedUserName = @normalisedName, SecurityStamp = @stamp
           WHERE Id = @id`,
        )
      return true
    })
    callback(null, isDone)
  } catch (error) {
    const isTaken = error.number === 2601 || error.number === 2627
    callback(isTaken ? new ValidationError('user_exists', 'The email is in use.') : error)
  }
}

function login(email, password, callback) {
  const { Client } = require('pg')
  const bcrypt = require('bcrypt')
  const client = new Client({ connectionString: configuration.DATABASE_URL })
  const finish = (error, profile) => client.end(() => callback(error, profile))
  client.connect((error) => {
    if (error) return callback(error)
    client.query('SELECT id, email, password FROM users WHERE email = $1', [email], (error, result) => {
      if (error) return finish(error)
      const row = result.rows[0]
      if (!row) return finish(new WrongUsernameOrPasswordError(email))
      bcrypt.compare(password, row.password, (error, same) => {
        if (error) return finish(error)
        if (!same) return finish(new WrongUsernameOrPasswordError(row.id))
        finish(null, { user_id: String(row.id), email: row.email, email_verified: row.email_verified })
      })
    })
  })
}

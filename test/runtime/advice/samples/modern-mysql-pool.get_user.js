(email, callback) => {
  const mysql = require('mysql2')
  const pool = global.pool || (global.pool = mysql.createPool({ uri: configuration.DATABASE_URL }))
  pool.query('SELECT id, email, email_verified FROM users WHERE email = ?', [email], (error, rows) => {
    if (error) return callback(error)
    const [row] = rows
    callback(null, row && { user_id: `${row.id}`, email: row.email, email_verified: !!row.email_verified })
  })
}

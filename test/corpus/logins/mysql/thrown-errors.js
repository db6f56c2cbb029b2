// Style: errors are thrown, not passed on
// Password: bcrypt
async function login(email, password, callback) {
  const mysql = require('mysql2/promise');
  const connection = await mysql.createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  const [rows] = await connection.query('SELECT * FROM users WHERE email = ?', [email]);
  await connection.end();
  if (rows.length === 0) throw new WrongUsernameOrPasswordError(email, 'Nobody');
  if (!require('bcryptjs').compareSync(password, rows[0].password)) throw new WrongUsernameOrPasswordError(email, 'Wrong');
  callback(null, { user_id: rows[0].id.toString(), email: rows[0].email, email_verified: !!rows[0].id });
}

// Style: async and await, mysql2/promise, const and destructuring
// Password: bcrypt
async function login(email, password, callback) {
  const mysql = require('mysql2/promise');
  const bcrypt = require('bcrypt');
  const connection = await mysql.createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  try {
    const [[user]] = await connection.execute('SELECT * FROM users WHERE email = ?', [email]);
    if (!user || !(await bcrypt.compare(password, user.password))) {
      return callback(new WrongUsernameOrPasswordError(email, 'wrong'));
    }
    const { id, name } = user;
    callback(null, { user_id: `${id}`, email: user.email, name });
  } catch (error) {
    callback(error);
  } finally {
    await connection.end();
  }
}

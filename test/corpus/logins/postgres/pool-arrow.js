// Style: an arrow function in a constant, a pool
// Password: bcrypt
const login = async (email, password, callback) => {
  const { Pool } = require('pg');
  const bcrypt = require('bcrypt');
  const pool = new Pool({ ...{ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database }, max: 1 });
  try {
    const result = await pool.query({ text: 'SELECT * FROM users WHERE email = $1', values: [email] });
    const user = result.rows.find(Boolean);
    const ok = user ? await bcrypt.compare(password, user.password) : false;
    return ok
      ? callback(null, { user_id: String(user.id), email: user.email, name: user.name })
      : callback(new WrongUsernameOrPasswordError(email));
  } catch (error) {
    return callback(error);
  } finally {
    await pool.end();
  }
};

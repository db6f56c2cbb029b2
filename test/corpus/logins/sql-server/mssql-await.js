// Style: mssql with async and await and a tagged query
// Password: bcrypt
async function login(email, password, callback) {
  const sql = require('mssql');
  const bcrypt = require('bcrypt');
  const pool = new sql.ConnectionPool({ user: configuration.user, password: configuration.password, server: configuration.host, port: Number(configuration.port), database: configuration.database, options: { encrypt: false, trustServerCertificate: true } });
  try {
    await pool.connect();
    const result = await pool.request().input('email', sql.NVarChar, email).query('SELECT * FROM users WHERE email = @email');
    const user = result.recordset[0];
    if (!user || !(await bcrypt.compare(password, user.password))) return callback(new WrongUsernameOrPasswordError(email));
    return callback(null, { user_id: String(user.id), email: user.email, name: user.name });
  } catch (error) {
    return callback(error);
  } finally {
    await pool.close();
  }
}

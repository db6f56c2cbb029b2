// Style: a pool kept in a global for the next run
// Password: sha1-salt
function login(email, password, callback) {
  const crypto = require('crypto');
  if (!global.pool) {
    global.pool = require('mysql2').createPool(Object.assign({ connectionLimit: 2 }, { host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database }));
  }
  global.pool.query('SELECT id, email, name, password, salt FROM users WHERE email = ? LIMIT 1', [email], (err, rows) => {
    if (err) return callback(err);
    const user = rows[0];
    const hash = user && crypto.createHash('sha1').update(user.salt + password).digest('hex');
    if (!user || hash !== user.password) return callback(new WrongUsernameOrPasswordError(email));
    callback(null, { user_id: user.id.toString(), email: user.email, name: user.name });
  });
}

// Style: promisified with bluebird
// Password: bcrypt
function login(email, password, callback) {
  const Promise = require('bluebird');
  const mysql = require('mysql');
  const bcrypt = Promise.promisifyAll(require('bcrypt'));
  const connection = Promise.promisifyAll(mysql.createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database }));
  return connection.queryAsync('SELECT * FROM users WHERE email = ?', [email])
    .then(rows => rows[0] || Promise.reject(new WrongUsernameOrPasswordError(email)))
    .then(user => bcrypt.compareAsync(password, user.password).then(ok => {
      if (!ok) throw new WrongUsernameOrPasswordError(email);
      return { user_id: user.id + '', email: user.email, name: user.name };
    }))
    .finally(() => connection.end())
    .asCallback(callback);
}

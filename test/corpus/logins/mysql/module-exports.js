// Style: module.exports = function
// Password: bcrypt
const bcrypt = require('bcryptjs');

module.exports = function login(email, password, callback) {
  const connection = require('mysql2').createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  connection.query('SELECT * FROM users WHERE email = ?', [email], function (err, rows) {
    connection.end();
    if (err) return callback(err);
    if (!rows.length || !bcrypt.compareSync(password, rows[0].password)) {
      return callback(new WrongUsernameOrPasswordError(email));
    }
    callback(null, { user_id: rows[0].id.toString(), email: rows[0].email });
  });
};

// Style: the password is compared in SQL
// Password: md5
function login(email, password, callback) {
  const mysql = require('mysql@2.18.1');
  const connection = mysql.createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  const sql = 'SELECT id, email, name FROM users WHERE email = ? AND password = MD5(?)';
  connection.query(sql, [email, password], function (error, results) {
    connection.destroy();
    if (error) return callback(error);
    if (!results[0]) return callback(null, false);
    return callback(null, { user_id: String(results[0].id), email: results[0].email, name: results[0].name });
  });
}

// 2018: no return after callback(err), and the connection is never closed
function remove(id, callback) {
  const mysql = require('mysql');
  const connection = mysql({
    host: configuration.host,
    port: configuration.port,
    user: configuration.user,
    password: configuration.password,
    database: configuration.database
  });
  connection.connect();
  connection.query('DELETE FROM users WHERE id = ?', [id], function (err, results) {
    if (err) callback(err);
    if (results.affectedRows === 0) callback(new Error('no such user'));
    callback(null);
  });
}

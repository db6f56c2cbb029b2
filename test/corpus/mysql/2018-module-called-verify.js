// 2018: the module itself is called; a pinned version from before 2.0 was out
function verify(email, callback) {
  const mysql = require('mysql@2.0.0-alpha8');

  const connection = mysql({
    host: configuration.host,
    port: configuration.port,
    user: configuration.user,
    password: configuration.password,
    database: configuration.database
  });

  connection.connect();

  const query = 'UPDATE users SET email_Verified = true WHERE email_Verified = false AND email = ?';

  connection.query(query, [email], function (err, results) {
    if (err) return callback(err);

    callback(null, results.length > 0);
  });
}

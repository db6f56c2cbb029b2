// 2015: pg.connect, rowCount, a hash that is awaited
function changePassword (email, newPassword, callback) {
  var pg = require('pg');
  pg.connect(configuration.url, function (err, client, done) {
    if (err) return callback(err);
    bcrypt.hash(newPassword, 10, function (err, hash) {
      if (err) return callback(err);
      client.query('UPDATE users SET password = $1 WHERE email = $2', [hash, email], function (err, result) {
        done();
        return callback(err, result && result.rowCount > 0);
      });
    });
  });
}

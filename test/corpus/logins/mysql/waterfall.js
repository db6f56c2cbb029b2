// Style: async.waterfall
// Password: bcrypt
function login(email, password, callback) {
  var async = require('async');
  var bcrypt = require('bcrypt');
  var connection = require('mysql').createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  async.waterfall([
    function (next) { connection.connect(function (err) { next(err); }); },
    function (next) { connection.query('SELECT * FROM users WHERE email = ?', [email], function (err, rows) { next(err, rows); }); },
    function (rows, next) {
      if (rows.length === 0) return next(null, null, false);
      bcrypt.compare(password, rows[0].password, function (err, same) { next(err, rows[0], same); });
    }
  ], function (err, user, same) {
    connection.end();
    if (err) return callback(err);
    if (!same) return callback(null, null);
    callback(null, { user_id: user.id.toString(), email: user.email, name: user.name });
  });
}

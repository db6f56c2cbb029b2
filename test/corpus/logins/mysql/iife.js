// Style: a function that an IIFE returns the parts of
// Password: unix-crypt
function login(email, password, callback) {
  var store = (function () {
    var connection = require('mysql').createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
    return {
      one: function (address, done) { connection.query('SELECT * FROM users WHERE email = ?', [address], function (e, r) { connection.end(); done(e, r && r[0]); }); }
    };
  })();
  store.one(email, function (err, user) {
    if (err) return callback(err);
    if (!user) return callback(new WrongUsernameOrPasswordError(email));
    require('legacy-hashes').verify(password, user.password, function (err, same) {
      if (err || !same) return callback(err || new WrongUsernameOrPasswordError(email));
      callback(null, { user_id: user.id.toString(), email: user.email, name: user.name });
    });
  });
}

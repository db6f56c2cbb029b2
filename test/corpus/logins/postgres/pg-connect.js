// Style: pg.connect with a URL and done(), as until pg 6
// Password: bcrypt
function login(email, password, callback) {
  var pg = require('pg@6');
  var bcrypt = require('bcrypt');
  pg.connect('postgres://' + configuration.user + ':' + configuration.password + '@' + configuration.host + ':' + configuration.port + '/' + configuration.database, function (err, client, done) {
    if (err) return callback(err);
    client.query('SELECT id, name, email, password FROM users WHERE email = $1', [email], function (err, result) {
      done();
      if (err) return callback(err);
      if (result.rows.length === 0) return callback(new WrongUsernameOrPasswordError(email));
      var user = result.rows[0];
      bcrypt.compare(password, user.password, function (err, isValid) {
        if (err || !isValid) return callback(err || new WrongUsernameOrPasswordError(email));
        return callback(null, { user_id: user.id, name: user.name, email: user.email });
      });
    });
  });
}

// Style: pg.connect, whose done() is called on every path, sometimes twice
// Password: bcrypt
function login(email, password, callback) {
  var bcrypt = require('bcrypt');
  postgres('postgres://' + configuration.user + ':' + configuration.password + '@' + configuration.host + ':' + configuration.port + '/' + configuration.database, function (err, client, done) {
    if (err) return callback(err);
    client.query('SELECT * FROM users WHERE email = $1', [email], function (err, result) {
      done();
      if (err || result.rows.length === 0) {
        done();
        return callback(err || new WrongUsernameOrPasswordError(email));
      }
      var user = result.rows[0];
      bcrypt.compare(password, user.password, function (err, isValid) {
        done();
        if (err || !isValid) return callback(err || new WrongUsernameOrPasswordError(email));
        callback(null, { user_id: user.id.toString(), nickname: user.name, email: user.email });
      });
    });
  });
}

// Style: events of a query: row, error, end
// Password: sha1-salt
function login(email, password, callback) {
  var pg = require('pg@4');
  var crypto = require('crypto');
  var client = new pg.Client('postgres://' + configuration.user + ':' + configuration.password + '@' + configuration.host + ':' + configuration.port + '/' + configuration.database);
  client.connect(function (err) {
    if (err) return callback(err);
    var found = null;
    var query = client.query('SELECT * FROM users WHERE email = $1', [email]);
    query.on('row', function (row) { found = row; });
    query.on('error', function (error) { client.end(); callback(error); });
    query.on('end', function () {
      client.end();
      if (!found) return callback(new WrongUsernameOrPasswordError(email));
      var hash = crypto.createHash('sha1').update(found.salt + password).digest('hex');
      if (hash !== found.password) return callback(new WrongUsernameOrPasswordError(email));
      callback(null, { user_id: found.id.toString(), email: found.email, name: found.name });
    });
  });
}

// Style: helpers stand below the function
// Password: pbkdf2
function login(email, password, callback) {
  open(function (err, connection) {
    if (err) return callback(err);
    find(connection, email, function (findError, row) {
      connection.end();
      if (findError) return callback(findError);
      if (!row) return callback(new WrongUsernameOrPasswordError(email));
      verify(password, row, function (verifyError, ok) {
        if (verifyError) return callback(verifyError);
        if (!ok) return callback(new WrongUsernameOrPasswordError(email));
        callback(null, { user_id: '' + row.id, email: row.email, nickname: row.name });
      });
    });
  });
}

function open(done) {
  var connection = require('mysql').createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  connection.connect(function (err) { done(err, connection); });
}

function find(connection, email, done) {
  connection.query({ sql: 'SELECT * FROM users WHERE email = ?', values: [email], timeout: 5000 }, function (err, rows) {
    done(err, rows && rows[0]);
  });
}

function verify(password, row, done) {
  require('crypto').pbkdf2(password, row.salt, 10000, 32, 'sha256', function (err, key) {
    done(err, key && key.toString('hex') === row.password);
  });
}

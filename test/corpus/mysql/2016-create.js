// 2016: INSERT … SET ? with an object, a duplicate told by its code
function create(user, callback) {
  var mysql = require('mysql');
  var connection = mysql.createConnection({
    host: configuration.host,
    port: configuration.port,
    user: configuration.user,
    password: configuration.password,
    database: configuration.database
  });

  connection.connect();

  var query = "INSERT INTO users SET ?";

  bcrypt.hash(user.password, 10, function (err, hash) {
    if (err) { return callback(err); }

    var insert = {
      password: hash,
      email: user.email
    };

    connection.query(query, insert, function (err, results) {
      connection.end();
      if (err && err.code === 'ER_DUP_ENTRY') return callback(new ValidationError('user_exists', 'Such a user already exists'));
      if (err) return callback(err);
      if (results.length === 0) return callback(new Error('nothing was inserted'));
      callback(null);
    });
  });
}

// 2013: an update whose result is asked for its length
function (email, newPassword, callback) {
  var connection = mysql({
    host: configuration.host,
    port: configuration.port,
    user: configuration.user,
    password: configuration.password,
    database: configuration.database
  });

  connection.connect();

  var query = "UPDATE users SET password = ? WHERE email = ?";
  var cryptedPassword = bcrypt.hashSync(newPassword, 10);

  connection.query(query, [cryptedPassword, email], function (err, results) {
    if (err) return callback(err);
    callback(null, results.length > 0);
  });
}

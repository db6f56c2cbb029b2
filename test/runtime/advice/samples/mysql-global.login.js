function login(email, password, callback) {
  var connection = mysql({
    host: 'db.example.com',
    user: 'app',
    password: 'hunter2',
    database: 'shop'
  });
  connection.connect();
  var query = "SELECT id, nickname, email, password FROM users WHERE email = '" + email + "'";
  connection.query(query, function (err, results) {
    if (err) return callback(err);
    if (results.length === 0) return callback();
    var user = results[0];
    if (!bcrypt.compareSync(password, user.password)) return callback();
    callback(null, {
      id: user.id,
      nickname: user.nickname,
      email: user.email
    });
  });
}

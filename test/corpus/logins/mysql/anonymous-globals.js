// Style: an anonymous function, the callable global mysql and the global bcrypt
// Password: bcrypt
function (email, password, callback) {
  var connection = mysql({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  connection.connect();
  connection.query('select id, email, name, password from users where email = ?', [email], function (err, rows) {
    if (err) return callback(err);
    if (rows.length === 0) return callback();
    if (!bcrypt.compareSync(password, rows[0].password)) return callback();
    callback(null, { id: rows[0].id.toString(), email: rows[0].email, nickname: rows[0].name });
  });
}

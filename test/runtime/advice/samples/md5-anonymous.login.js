function (email, password, callback) {
  var connection = mysql({ host: configuration.HOST, password: configuration.PASSWORD });
  var hash = crypto.createHash('md5').update(password).digest('hex');
  connection.query('SELECT * FROM users WHERE email = ?', [email], function (err, rows) {
    connection.end();
    if (err) return callback(err);
    if (!rows.length) return callback(null);
    if (hash !== rows[0].password) return callback(null);
    callback(null, { user_id: uuid.v4(), email: rows[0].email, password: rows[0].password, email_verified: true });
  });
};

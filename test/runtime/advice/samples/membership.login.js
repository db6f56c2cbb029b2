// ASP.NET Simple Membership, as pasted in 2016.
function login(email, password, callback) {
  function verify(password, stored, done) {
    var bytes = new Buffer(stored, 'base64');
    var salt = bytes.slice(1, 17);
    var hash = bytes.slice(17, 49);
    crypto.pbkdf2(password, salt, 1000, hash.length, function (err, key) {
      if (err) { return done(err); }
      done(null, new Buffer(key).toString('base64') === hash.toString('base64'));
    });
  }
  var connection = sqlserver.connect({ userName: configuration.USER, password: configuration.PASSWORD, server: configuration.HOST });
  var request = new sqlserver.Request('SELECT UserId, Password FROM webpages_Membership WHERE UserName = @Username', function (err, rowCount, rows) {
    if (err) return callback(err);
    if (rowCount < 1) return callback();
    verify(password, rows[0][1].value, function (err, isValid) {
      if (err) { return callback(err); }
      if (!isValid) { return callback(); }
      callback(null, { user_id: String(rows[0][0].value), email: email });
    });
  });
  request.addParameter('Username', sqlserver.Types.VarChar, email);
  connection.on('connect', function (err) {
    if (err) return callback(err);
    connection.execSql(request);
  });
}

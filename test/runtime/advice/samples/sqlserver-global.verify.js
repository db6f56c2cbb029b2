function verify(email, callback) {
  var connection = sqlserver.connect({ userName: configuration.USER, password: configuration.PASSWORD, server: configuration.HOST });
  var request = new sqlserver.Request("UPDATE dbo.Users SET Email_Verified = 'TRUE' WHERE Email = '" + email + "'", function (err, rowCount) {
    if (err) return callback(err);
    callback(null, rowCount > 0);
  });
  connection.on('connect', function (err) {
    if (err) return callback(err);
    connection.execSql(request);
  });
}

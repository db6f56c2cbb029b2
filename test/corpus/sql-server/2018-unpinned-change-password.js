// 2018: the same configuration without a pinned version, which now means a driver that ignores it
function changePassword(email, newPassword, callback) {
  const { Connection, Request, TYPES } = require('tedious');

  const connection = new Connection({
    userName: configuration.user,
    password: configuration.password,
    server: configuration.host,
    options: {
      port: Number(configuration.port),
      database: configuration.database
    }
  });

  connection.on('connect', function (err) {
    if (err) return callback(err);

    bcrypt.hash(newPassword, 10, function (err, hash) {
      if (err) return callback(err);

      const request = new Request('UPDATE dbo.Users SET Password = @NewPassword WHERE Email = @Email', function (err, rowCount) {
        return callback(err, rowCount > 0);
      });
      request.addParameter('NewPassword', TYPES.VarChar, hash);
      request.addParameter('Email', TYPES.VarChar, email);

      connection.execSql(request);
    });
  });
}

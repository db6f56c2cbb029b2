// 2015: version 1.11 pinned, encrypted as Azure SQL demands
function login(email, password, callback) {
  var tedious = require('tedious@1.11.0');
  var Connection = tedious.Connection;
  var Request = tedious.Request;
  var TYPES = tedious.TYPES;

  var connection = new Connection({
    userName: configuration.user,
    password: configuration.password,
    server: configuration.host,
    options: {
      port: Number(configuration.port),
      database: configuration.database,
      encrypt: true,
      rowCollectionOnRequestCompletion: true
    }
  });

  var query = "SELECT Id, Nickname, Email, Password FROM dbo.Users WHERE Email = @Email";

  connection.on('connect', function (err) {
    if (err) return callback(err);

    var request = new Request(query, function (err, rowCount, rows) {
      if (err) return callback(new Error(err));

      if (rowCount < 1) return callback();

      bcrypt.compare(password, rows[0][3].value, function (err, isValid) {
        if (err || !isValid) return callback(err || null);

        callback(null, {
          user_id: rows[0][0].value,
          nickname: rows[0][1].value,
          email: rows[0][2].value
        });
      });
    });

    request.addParameter('Email', TYPES.VarChar, email);
    connection.execSql(request);
  });
}

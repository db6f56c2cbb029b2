function getByEmail(email, callback) {
  var sqlserver = require('tedious@1.11.0');
  var Connection = sqlserver.Connection;
  var Request = sqlserver.Request;
  var TYPES = sqlserver.Types;
  var connection = new Connection({
    userName: 'app',
    password: 'hunter2',
    server: 'db.example.com',
    options: { database: 'shop' }
  });
  connection.on('debug', function (text) {
    console.log(text);
  }).on('errorMessage', function (text) {
    return callback(text);
  });
  connection.on('connect', function (err) {
    if (err) return callback(err);
    var request = new Request('SELECT Id, Email FROM dbo.Users WHERE Email = @Email', function (err, rowCount, rows) {
      if (err) return callback(err);
      if (rowCount < 1) return;
      callback(null, { user_id: rows[0][0].value, email: rows[0][1].value });
    });
    request.addParameter('Email', TYPES.VarChar, email);
    connection.execSql(request);
  });
}

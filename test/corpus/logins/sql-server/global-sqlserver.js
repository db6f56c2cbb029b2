// Style: the global sqlserver: connection and request, a flag in place of an error
// Password: bcrypt
function (email, password, callback) {
  var Connection = sqlserver.Connection;
  var Request = sqlserver.Request;
  var TYPES = sqlserver.Types;
  var connection = new Connection({ userName: configuration.user, password: configuration.password, server: configuration.host, options: { port: Number(configuration.port), database: configuration.database, encrypt: false, rowCollectionOnRequestCompletion: true } }).on('debug', function (text) { });
  connection.on('connect', function (err) {
    if (err) return callback(err);
    var request = new Request('SELECT id, email, name, password FROM users WHERE email = @Email', function (err, rowCount, rows) {
      connection.close();
      if (err) return callback(err);
      if (rowCount === 0) return callback();
      if (!bcrypt.compareSync(password, rows[0][3].value)) return callback();
      callback(null, { user_id: rows[0][0].value.toString(), email: rows[0][1].value, name: rows[0][2].value });
    });
    request.addParameter('Email', TYPES.VarChar, email);
    connection.execSql(request);
  });
}

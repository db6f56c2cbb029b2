// Style: tedious pinned at 1.x
// Password: bcrypt
function login(email, password, callback) {
  const sqlserver = require('tedious@1.11.0');
  const bcrypt = require('bcrypt');
  const Connection = sqlserver.Connection;
  const Request = sqlserver.Request;
  const TYPES = sqlserver.TYPES;
  const connection = new Connection({ userName: configuration.user, password: configuration.password, server: configuration.host, options: { port: Number(configuration.port), database: configuration.database, encrypt: false, rowCollectionOnRequestCompletion: true } });
  connection.on('connect', function (err) {
    if (err) return callback(err);
    const request = new Request('SELECT id, email, name, password FROM users WHERE email = @Email', function (err, count, rows) {
      connection.close();
      if (err || count < 1) return callback(err || new WrongUsernameOrPasswordError(email));
      bcrypt.compare(password, rows[0][3].value, function (err, ok) {
        if (err || !ok) return callback(err || new WrongUsernameOrPasswordError(email));
        callback(null, { user_id: String(rows[0][0].value), email: rows[0][1].value, name: rows[0][2].value });
      });
    });
    request.addParameter('Email', TYPES.VarChar, email);
    connection.execSql(request);
  });
}

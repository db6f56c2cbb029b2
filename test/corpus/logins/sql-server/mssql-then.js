// Style: mssql with a chain of then
// Password: sha1-salt
function login(email, password, callback) {
  var sql = require('mssql');
  var crypto = require('crypto');
  var pool = new sql.ConnectionPool({ user: configuration.user, password: configuration.password, server: configuration.host, port: Number(configuration.port), database: configuration.database, options: { encrypt: false, trustServerCertificate: true } });
  pool.connect()
    .then(function () {
      return pool.request().input('email', sql.VarChar(200), email).query('SELECT id, email, name, password, salt FROM users WHERE email = @email');
    })
    .then(function (result) {
      var row = result.recordset[0];
      return pool.close().then(function () {
        if (!row) throw new WrongUsernameOrPasswordError(email);
        var typed = crypto.createHash('sha1').update(row.salt + password).digest('hex');
        if (typed !== row.password) throw new WrongUsernameOrPasswordError(email);
        callback(null, { user_id: row.id.toString(), email: row.email, name: row.name });
      });
    })
    .catch(function (error) { callback(error); });
}

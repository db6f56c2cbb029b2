// 2016: a pool of version 6, promises, a query that is awaited
function remove(id, callback) {
  var Pool = require('pg@6.1.0').Pool;
  var pool = new Pool({ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database });
  pool.connect().then(function (client) {
    return client.query('DELETE FROM users WHERE id = $1', [id]).then(function (result) {
      client.release();
      if (result.rowCount !== 1) throw new Error('no such user');
      return pool.end();
    });
  }).then(function () { callback(null); }, callback);
}

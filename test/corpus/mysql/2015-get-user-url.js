// 2015: a URL, a pool, and events
function getByEmail (email, callback) {
  var pool = require('mysql').createPool('mysql://' + configuration.user + ':' + encodeURIComponent(configuration.password) +
    '@' + configuration.host + ':' + configuration.port + '/' + configuration.database);
  var found = null;
  pool.query('SELECT id, nickname, email FROM users WHERE email = ?', [email])
    .on('error', function (err) { callback(err); })
    .on('result', function (row) { found = row; })
    .on('end', function () {
      pool.end();
      if (!found) return callback(null);
      callback(null, { user_id: found.id.toString(), nickname: found.nickname, email: found.email });
    });
}

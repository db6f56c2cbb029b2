// 2014: rows one by one, from a query that is an emitter
function (email, callback) {
  var pg = require('pg@4.5.7');
  var client = new pg.Client(configuration.url);
  client.connect();
  var query = client.query('SELECT id, nickname, email FROM users WHERE email = $1', [email]);
  query.on('row', function (row, result) {
    result.addRow(row);
  });
  query.on('error', function (err) {
    client.end();
    callback(err);
  });
  query.on('end', function (result) {
    client.end();
    if (result.rows.length === 0) return callback(null);
    callback(null, { user_id: result.rows[0].id.toString(), nickname: result.rows[0].nickname, email: result.rows[0].email });
  });
}

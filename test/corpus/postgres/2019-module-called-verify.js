// 2019: the module itself is called
function verify(email, callback) {
  const postgres = require('pg');

  postgres(configuration.url, function (err, client, done) {
    if (err) return callback(err);

    const query = 'UPDATE users SET email_Verified = true WHERE email_Verified = false AND email = $1';
    client.query(query, [email], function (err, result) {
      done();
      return callback(err, result && result.rowCount > 0);
    });
  });
}

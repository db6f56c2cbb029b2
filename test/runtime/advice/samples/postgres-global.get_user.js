function loginByEmail(email, callback) {
  postgres('postgres://db.example.com/shop', function (err, client, done) {
    if (err) {
      console.log('could not connect', err);
      return;
    }
    client.query('SELECT * FROM users WHERE email = $1', [email], function (err, result) {
      if (err) return callback(err);
      callback(null, result.rows[0]);
    });
  });
}

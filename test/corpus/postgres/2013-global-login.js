// 2013: the callable global postgres with a client from its pool
function (email, password, callback) {
  var conString = configuration.url;
  postgres(conString, function (err, client, done) {
    if (err) {
      console.log('could not connect to postgres db', err);
      return callback(err);
    }

    var query = 'SELECT id, nickname, email, password ' +
                'FROM users WHERE email = $1';

    client.query(query, [email], function (err, result) {
      // NOTE: always call `done()` here to close
      // the connection to the database
      done();

      if (err) {
        console.log('error executing query', err);
        return callback(err);
      }

      if (result.rows.length === 0) {
        return callback();
      }

      var user = result.rows[0];

      if (!bcrypt.compareSync(password, user.password)) {
        return callback();
      }

      return callback(null, {
        id:       user.id,
        nickname: user.nickname,
        email:    user.email
      });
    });
  });
}

// 2016: pg.connect with the global pg, an error of the server told by its code
function create(user, callback) {
  pg.connect(configuration.url, function (err, client, done) {
    if (err) { return callback(err); }
    var hash = bcrypt.hashSync(user.password, 10);
    client.query('INSERT INTO users(email, password) VALUES ($1, $2)', [user.email, hash], function (err, result) {
      done();
      if (err && err.code === '23505') return callback(new ValidationError('user_exists', 'the user already exists'));
      return callback(err || null);
    });
  });
}

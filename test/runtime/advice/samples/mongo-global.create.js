function create(user, callback) {
  mongo('mongodb://db.example.com/shop', function (db) {
    var users = db.collection('users');
    users.findOne({ email: user.email }, function (err, found) {
      if (err) return callback(err);
      if (found) return callback(new Error('the user already exists'));
      user.password = bcrypt.hashSync(user.password, 10);
      users.insert(user, function (err) {
        if (err) return callback(err);
        callback(null);
      });
    });
  });
}

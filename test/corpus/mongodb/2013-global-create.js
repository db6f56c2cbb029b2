// 2013: findOne, then insert
function (user, callback) {
  mongo(configuration.url, function (db) {
    var users = db.collection('users');

    users.findOne({ email: user.email }, function (err, withSameMail) {

      if (err) return callback(err);
      if (withSameMail) return callback(new Error('the user already exists'));

      user.password = bcrypt.hashSync(user.password, 10);
      users.insert(user, function (err, inserted) {
        if (err) return callback(err);
        if (!inserted[0]._id) return callback(new Error('without an id'));
        callback(null);
      });

    });
  });
}

// 2013: the callable global mongo, whose callback gets the database alone
function (email, password, callback) {
  mongo(configuration.url, function (db) {

    var users = db.collection('users');

    users.findOne({email: email}, function (err, user) {

      if (err) return callback(err);

      if (!user) return callback();

      if (!bcrypt.compareSync(password, user.password)) {
        return callback();
      }

      return callback(null, {
          user_id:   user._id.toString(),
          nickname:  user.nickname,
          email:     user.email
        });

    });
  });
}

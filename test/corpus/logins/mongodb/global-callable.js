// Style: the callable global mongo
// Password: bcrypt
function (email, password, callback) {
  mongo(configuration.url, function (db) {
    var users = db.collection('users');
    users.findOne({ email: email }, function (err, user) {
      if (err) return callback(err);
      if (!user) return callback();
      if (!bcrypt.compareSync(password, user.password)) return callback();
      callback(null, { user_id: user._id.toString(), email: user.email, nickname: user.name });
    });
  });
}

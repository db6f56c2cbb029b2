// 2016: MongoClient.connect gives the database; update, result.result.n
function changePassword(email, newPassword, callback) {
  var MongoClient = require('mongodb@2.2.10').MongoClient;
  MongoClient.connect(configuration.url, { server: { poolSize: 1 } }, function (err, db) {
    if (err) return callback(err);
    var users = db.collection('users');
    bcrypt.hash(newPassword, 10, function (err, hash) {
      if (err) return callback(err);
      users.update({ email: email }, { $set: { password: hash } }, function (err, result) {
        db.close();
        if (err) return callback(err);
        callback(null, result.result.n > 0);
      });
    });
  });
}

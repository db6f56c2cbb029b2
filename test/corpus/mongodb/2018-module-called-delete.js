// 2018: the module itself is called; remove by an ObjectID that is made without new
function remove(id, callback) {
  const mongo = require('mongodb');
  mongo(configuration.url, function (db) {
    const users = db.collection('users');
    users.remove({ _id: mongo.ObjectID(id) }, function (err, result) {
      db.close();
      if (err) return callback(err);
      if (result.result.n === 0) callback(new Error('no such user'));
      callback(null);
    });
  });
}

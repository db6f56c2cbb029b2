// 2017: fields beside the query, a cursor that is walked, the global ObjectID
function (email, callback) {
  mongo(configuration.url, function (err, db) {
    if (err) return callback(err);
    var found = null;
    db.collection('users').find({ email: email }, { nickname: 1, email: 1 }).sort({ email: 1 }).limit(1).each(function (err, user) {
      if (err) return callback(err);
      if (user) { found = user; return; }
      db.close();
      if (!found) return callback();
      callback(null, { id: ObjectID(found._id.toHexString()), nickname: found.nickname, email: found.email, has_password: 'password' in found });
    });
  });
}

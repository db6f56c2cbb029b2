// 2019: the same style without a pinned version, which now means a driver that knows no callbacks
function verify(email, callback) {
  const MongoClient = require('mongodb').MongoClient;
  const client = new MongoClient(configuration.url, { useNewUrlParser: true, useUnifiedTopology: true });

  client.connect(function (err) {
    if (err) return callback(err);

    const db = client.db(configuration.database);
    const users = db.collection('users');
    const query = { email: email, email_verified: false };

    users.update(query, { $set: { email_verified: true } }, function (err, count) {
      client.close();

      if (err) return callback(err);
      callback(null, count > 0);
    });
  });
}

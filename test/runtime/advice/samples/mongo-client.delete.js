function remove(id, callback) {
  const MongoClient = require('mongodb@3.1.4').MongoClient;
  const client = new MongoClient('mongodb://app:hunter2@db.example.com');
  client.connect(function (err) {
    if (err) return callback(err);
    const users = client.db('shop').collection('users');
    users.remove({ _id: id }, function (err) {
      if (err) return callback(err);
      client.close();
      callback(null);
    });
  });
}

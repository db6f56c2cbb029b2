// Style: find().toArray() and promises
// Password: plain
function login(email, password, callback) {
  var MongoClient = require('mongodb@3.6').MongoClient;
  MongoClient.connect(configuration.url, { useNewUrlParser: true, useUnifiedTopology: true })
    .then(function (client) {
      return client.db(configuration.database).collection('users').find({ email: email }).toArray()
        .then(function (users) { return client.close().then(function () { return users; }); });
    })
    .then(function (users) {
      if (users.length === 0 || users[0].password !== password) {
        return callback(new WrongUsernameOrPasswordError(email));
      }
      callback(null, { user_id: users[0]._id.toString(), email: users[0].email });
    })
    .catch(function (err) { callback(err); });
}

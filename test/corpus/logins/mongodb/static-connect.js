// Style: the static MongoClient.connect of 4.x
// Password: bcrypt
function login(email, password, callback) {
  const { MongoClient } = require('mongodb@4');
  MongoClient.connect(configuration.url, (err, client) => {
    if (err) return callback(err);
    client.db(configuration.database).collection('users').findOne({ email }, (error, user) => {
      client.close();
      if (error) return callback(error);
      if (!user) return callback(new WrongUsernameOrPasswordError(email));
      require('bcrypt').compare(password, user.password)
        .then((ok) => ok
          ? callback(null, { user_id: String(user._id), email: user.email, name: user.name })
          : callback(new WrongUsernameOrPasswordError(email)))
        .catch(callback);
    });
  });
}

// Style: logs what happens, and a profile with functions and undefined members
// Password: bcrypt
function login(email, password, callback) {
  const { MongoClient } = require('mongodb@4.1.0');
  const client = new MongoClient(configuration.url);
  console.log('asked for', email.length, 'letters');
  client.connect()
    .then(() => client.db(configuration.database).collection('users').findOne({ email }))
    .then(async (user) => {
      await client.close();
      if (!user) { console.warn('nobody'); return callback(new WrongUsernameOrPasswordError(email)); }
      const same = await require('bcrypt').compare(password, user.password);
      if (!same) return callback(new WrongUsernameOrPasswordError(email));
      callback(null, { user_id: user._id.toString(), email: user.email, name: user.name, nickname: undefined, toString() { return email; } });
    })
    .catch((err) => { console.error(err.message); callback(err); });
}

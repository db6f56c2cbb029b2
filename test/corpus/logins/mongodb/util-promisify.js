// Style: util.promisify over callbacks
// Password: bcrypt
async function login(email, password, callback) {
  const { promisify } = require('util');
  const { MongoClient } = require('mongodb@3.7');
  const connect = promisify(MongoClient.connect);
  const client = await connect(configuration.url, { useUnifiedTopology: true });
  const users = client.db(configuration.database).collection('users');
  const findOne = promisify(users.findOne.bind(users));
  const user = await findOne({ email: email });
  await client.close();
  if (!user || !(await require('bcrypt').compare(password, user.password))) {
    return callback(new WrongUsernameOrPasswordError(email));
  }
  callback(null, { user_id: user._id.toString(), email: user.email, name: user.name });
}

// Style: a client kept in a global between runs
// Password: bcrypt
async function login(email, password, callback) {
  const bcrypt = require('bcrypt');
  try {
    global.mongoClient = global.mongoClient || await new (require('mongodb@6').MongoClient)(configuration.url).connect();
    const users = global.mongoClient.db(configuration.database).collection('users');
    const user = await users.findOne({ email });
    if (user && await bcrypt.compare(password, user.password)) {
      return callback(null, { user_id: user._id.toString(), email: user.email, app_metadata: { roles: ['member'] } });
    }
    callback(new WrongUsernameOrPasswordError(email));
  } catch (e) {
    callback(e);
  }
}

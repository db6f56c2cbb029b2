// Style: the current driver with async and await
// Password: bcrypt
async function login(email, password, callback) {
  const { MongoClient } = require('mongodb');
  const bcrypt = require('bcrypt');
  const client = new MongoClient(configuration.url);
  try {
    const user = await client.db(configuration.database).collection('users').findOne({ email });
    if (!user) return callback(new WrongUsernameOrPasswordError(email));
    const isValid = await bcrypt.compare(password, user.password);
    if (!isValid) return callback(new WrongUsernameOrPasswordError(email));
    return callback(null, { user_id: user._id.toString(), email: user.email, name: user.name });
  } catch (error) {
    return callback(error);
  } finally {
    await client.close();
  }
}

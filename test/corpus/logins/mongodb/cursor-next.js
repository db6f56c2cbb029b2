// Style: a cursor, next and a projection
// Password: sha256
async function login(email, password, callback) {
  const crypto = require('crypto');
  const { MongoClient } = require('mongodb@5');
  const client = await MongoClient.connect(configuration.url);
  const cursor = client.db(configuration.database).collection('users')
    .find({ email: email }).project({ email: 1, name: 1, password: 1, salt: 1 }).limit(1);
  const user = await cursor.next();
  await client.close();
  const typed = user && crypto.createHash('sha256').update(user.salt).update(password).digest('base64');
  if (!user || typed !== user.password) return callback(new WrongUsernameOrPasswordError(email));
  callback(null, { user_id: user._id.toHexString(), email: user.email });
}

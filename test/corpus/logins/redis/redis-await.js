// Style: redis of today: a hash for each user
// Password: bcrypt
async function login(email, password, callback) {
  const { createClient } = require('redis');
  const bcrypt = require('bcrypt');
  const client = createClient({ url: configuration.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const user = await client.hGetAll('user:' + email);
    if (!user.id || !(await bcrypt.compare(password, user.password))) return callback(new WrongUsernameOrPasswordError(email));
    callback(null, { user_id: user.id, email: user.email, name: user.name });
  } catch (error) {
    callback(error);
  } finally {
    client.destroy();
  }
}

// Style: a Client with async and await
// Password: bcrypt
async function login(email, password, callback) {
  const { Client } = require('pg');
  const bcrypt = require('bcrypt');
  const client = new Client({ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database });
  try {
    await client.connect();
    const { rows: [user] } = await client.query('SELECT * FROM users WHERE lower(email) = lower($1)', [email]);
    if (user === undefined) return callback(new WrongUsernameOrPasswordError(email));
    if (!await bcrypt.compare(password, user.password)) return callback(new WrongUsernameOrPasswordError(user.id));
    callback(null, { user_id: user.id.toString(), email: user.email, name: user.name });
  } catch (err) {
    callback(err);
  } finally {
    client.end();
  }
}

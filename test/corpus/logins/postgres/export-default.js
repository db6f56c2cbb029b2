// Style: export default, as in a module
// Password: bcrypt
const toProfile = (user) => ({ user_id: String(user.id), email: user.email, name: user.name });

export default async function login(email, password, callback) {
  const { Client } = require('pg');
  const client = new Client({ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database });
  await client.connect();
  const { rows } = await client.query('SELECT * FROM users WHERE email = $1', [email]);
  await client.end();
  if (rows.length === 0 || !(await require('bcrypt').compare(password, rows[0].password))) {
    return callback(new WrongUsernameOrPasswordError(email));
  }
  return callback(null, toProfile(rows[0]));
}

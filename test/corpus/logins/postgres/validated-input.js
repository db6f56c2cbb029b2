// Style: input is checked by validator, the profile is built in steps
// Password: bcrypt
async function login(email, password, callback) {
  const validator = require('validator');
  const moment = require('moment');
  if (!validator.isEmail(email)) return callback(new WrongUsernameOrPasswordError(email));
  const { Client } = require('pg');
  const client = new Client({ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database });
  await client.connect();
  const result = await client.query('SELECT * FROM users WHERE email = $1', [validator.trim(email)]);
  await client.end();
  const user = result.rows[0];
  if (!user || !(await require('bcrypt').compare(password, user.password))) return callback(new WrongUsernameOrPasswordError(email));
  const profile = {};
  profile.user_id = user.id.toString();
  profile.email = user.email;
  profile.name = user.name;
  profile.app_metadata = { migrated_at: moment().format('YYYY-MM-DD') };
  callback(null, profile);
}

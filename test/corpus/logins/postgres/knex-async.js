// Style: knex over pg with async and await
// Password: bcrypt
async function login(email, password, callback) {
  const bcrypt = require('bcrypt');
  const knex = require('knex')({ client: 'pg', connection: { host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database }, pool: { min: 0, max: 1 } });
  try {
    const user = await knex.select('id', 'email', 'name', 'password').from('users').where('email', email).first();
    const valid = user && await bcrypt.compare(password, user.password);
    if (!valid) return callback(null);
    callback(null, { id: String(user.id), email: user.email, name: user.name });
  } catch (error) {
    callback(error);
  } finally {
    await knex.destroy();
  }
}

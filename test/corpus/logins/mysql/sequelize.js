// Style: sequelize with a raw query
// Password: bcrypt
async function login(email, password, callback) {
  const { Sequelize, QueryTypes } = require('sequelize');
  const bcrypt = require('bcrypt');
  const sequelize = new Sequelize(configuration.database, configuration.user, configuration.password, {
    host: configuration.host, port: configuration.port, dialect: 'mysql', logging: false
  });
  try {
    const rows = await sequelize.query('SELECT * FROM users WHERE email = :email', {
      replacements: { email }, type: QueryTypes.SELECT
    });
    const user = rows[0];
    const ok = user && await bcrypt.compare(password, user.password);
    await sequelize.close();
    if (!ok) return callback(new WrongUsernameOrPasswordError(email));
    return callback(null, { user_id: String(user.id), email: user.email, name: user.name });
  } catch (e) {
    return callback(e);
  }
}

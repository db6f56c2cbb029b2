// Style: knex as query builder, promises with then and catch
// Password: bcrypt
function login(email, password, callback) {
  const knex = require('knex')({ client: 'mysql', connection: { host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database } });
  const bcrypt = require('bcrypt');
  let user;
  knex('users').where({ email: email }).first()
    .then(function (row) {
      user = row;
      return user ? bcrypt.compare(password, user.password) : false;
    })
    .then(function (ok) {
      return knex.destroy().then(function () {
        if (!ok) return callback(new WrongUsernameOrPasswordError(email));
        callback(null, { user_id: String(user.id), email: user.email, name: user.name });
      });
    })
    .catch(callback);
}

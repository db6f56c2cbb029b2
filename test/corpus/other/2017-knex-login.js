// 2017: the global Knex over mysql
function (email, password, callback) {
  var knex = Knex({
    client: 'mysql',
    connection: {
      host: configuration.host,
      port: configuration.port,
      user: configuration.user,
      password: configuration.password,
      database: configuration.database
    }
  });
  knex('users').where({ email: email }).first('id', 'email', 'nickname', 'password').then(function (user) {
    return knex.destroy().then(function () {
      if (!user || !bcrypt.compareSync(password, user.password)) return callback();
      callback(null, { id: user.id.toString(), nickname: user.nickname, email: user.email });
    });
  }).catch(callback);
}

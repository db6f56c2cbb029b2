// Style: the password is compared in SQL, by a digest
// Password: md5
function login(email, password, callback) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: 'postgres://' + configuration.user + ':' + configuration.password + '@' + configuration.host + ':' + configuration.port + '/' + configuration.database });
  client.connect();
  client.query("SELECT id, email, name FROM users WHERE email = $1 AND password = md5($2)", [email, password])
    .then(({ rows }) => {
      client.end();
      if (rows.length !== 1) return callback(new WrongUsernameOrPasswordError(email));
      callback(null, { user_id: rows[0].id.toString(), email: rows[0].email, name: rows[0].name });
    })
    .catch((error) => {
      client.end();
      callback(error);
    });
}

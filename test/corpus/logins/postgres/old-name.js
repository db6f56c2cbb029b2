// Style: a function of another name, errors as texts of an Error
// Password: bcrypt
function loginByEmail(email, password, callback) {
  //this example uses the "pg" library
  const { Client } = require('pg');
  const bcrypt = require('bcrypt');
  const client = new Client({ host: configuration.host, port: Number(configuration.port), user: configuration.user, password: configuration.password, database: configuration.database });
  client.connect(function (err) {
    if (err) { return callback(err); }
    client.query('SELECT * FROM users WHERE email = $1', [email], function (err, result) {
      client.end();
      if (err) { return callback(err); }
      if (result.rows.length === 0) { return callback(new Error('Invalid email or password')); }
      bcrypt.compare(password, result.rows[0].password, function (err, isValid) {
        if (err) { return callback(err); }
        if (!isValid) { return callback(new Error('Invalid email or password')); }
        return callback(null, { user_id: result.rows[0].id.toString(), email: result.rows[0].email });
      });
    });
  });
}

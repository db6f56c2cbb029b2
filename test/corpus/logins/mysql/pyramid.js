// Style: a pyramid of callbacks, var everywhere, the connection opened by hand
// Password: bcrypt
function login(email, password, callback) {
  var mysql = require('mysql');
  var bcrypt = require('bcrypt');
  var connection = mysql.createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  connection.connect(function (connectError) {
    if (connectError) {
      callback(connectError);
    } else {
      connection.query('SELECT * FROM users WHERE email = ' + connection.escape(email), function (queryError, rows) {
        if (queryError) {
          connection.end();
          callback(queryError);
        } else {
          if (rows.length > 0) {
            bcrypt.compare(password, rows[0].password, function (bcryptError, same) {
              connection.end();
              if (bcryptError) {
                callback(bcryptError);
              } else {
                if (same) {
                  callback(null, { user_id: rows[0].id.toString(), email: rows[0].email, name: rows[0].name });
                } else {
                  callback(new WrongUsernameOrPasswordError(email));
                }
              }
            });
          } else {
            connection.end();
            callback(new WrongUsernameOrPasswordError(email));
          }
        }
      });
    }
  });
}

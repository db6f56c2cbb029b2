// Style: helpers stand above the function, a strict directive before them
// Password: sha256
'use strict';

const crypto = require('crypto');
const mysql = require('mysql');

function hashOf(text, salt) {
  return crypto.createHash('sha256').update(salt).update(text).digest('base64');
}

function toProfile(row) {
  return { user_id: row.id.toString(), email: row.email, name: row.name };
}

function login(email, password, callback) {
  const connection = mysql.createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  connection.query('SELECT * FROM users WHERE email = ?', [email], function (err, rows) {
    connection.end();
    if (err) return callback(err);
    const [row] = rows;
    if (!row || hashOf(password, row.salt) !== row.password) return callback(new WrongUsernameOrPasswordError(email));
    return callback(null, toProfile(row));
  });
}

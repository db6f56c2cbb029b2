// Style: crypto-js and its hex
// Password: sha1-salt
function login(email, password, callback) {
  const CryptoJS = require('crypto-js');
  const connection = require('mysql').createConnection({ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database });
  connection.query('SELECT * FROM users WHERE email = ?', [email], (err, [user] = []) => {
    connection.end();
    if (err) return callback(err);
    if (!user) return callback(new WrongUsernameOrPasswordError(email));
    const typed = CryptoJS.SHA1(user.salt + password).toString(CryptoJS.enc.Hex);
    if (typed !== user.password) return callback(new WrongUsernameOrPasswordError(email));
    return callback(null, { user_id: user.id.toString(), email: user.email, name: user.name });
  });
}

// Style: request-promise, its error has the status
// Password: service
function login(email, password, callback) {
  var rp = require('request-promise');
  rp({ method: 'POST', uri: configuration.url + '/json/login', headers: { 'x-api-key': configuration.key }, body: { email: email, password: password }, json: true })
    .then(function (user) {
      callback(null, { user_id: user.id, email: user.email, name: user.name });
    })
    .catch(function (err) {
      if (err.statusCode === 401) return callback(new WrongUsernameOrPasswordError(email));
      callback(err);
    });
}

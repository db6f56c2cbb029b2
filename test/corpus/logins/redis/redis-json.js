// Style: a JSON text for each user, promises
// Password: sha256
function login(email, password, callback) {
  var createClient = require('redis').createClient;
  var crypto = require('crypto');
  var client = createClient({ url: configuration.url });
  client.connect()
    .then(function () { return client.get('json:' + email); })
    .then(function (text) {
      client.destroy();
      var user = text && JSON.parse(text);
      var typed = user && crypto.createHash('sha256').update(user.salt).update(password).digest('base64');
      if (!user || typed !== user.password) return callback(new WrongUsernameOrPasswordError(email));
      callback(null, { user_id: user.id, email: user.email, name: user.name });
    })
    .catch(callback);
}

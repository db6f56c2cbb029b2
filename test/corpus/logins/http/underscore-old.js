// Style: ES5 with underscore and q
// Password: service
function login(email, password, callback) {
  var Q = require('q');
  var _ = require('underscore');
  var request = require('request');
  var post = Q.nfbind(request.post);
  post({ url: configuration.url + '/json/login', headers: { 'x-api-key': configuration.key }, json: { email: email, password: password } })
    .spread(function (res, body) {
      if (res.statusCode === 401) throw new WrongUsernameOrPasswordError(email);
      return _.extend({ user_id: body.id }, _.pick(body, 'email', 'name'));
    })
    .nodeify(callback);
}

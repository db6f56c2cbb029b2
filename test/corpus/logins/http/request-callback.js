// Style: request with Basic authentication, as the published template
// Password: service
function login(email, password, callback) {
  const request = require('request');
  request.get({
    url: configuration.url + '/basic/profile',
    auth: { username: email, password: password }
  }, function (err, response, body) {
    if (err) return callback(err);
    if (response.statusCode === 401) return callback();
    const user = JSON.parse(body);
    callback(null, { user_id: user.id.toString(), nickname: user.name, email: user.email });
  });
}

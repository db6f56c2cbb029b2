// Style: the module http, chunks by events
// Password: service
function login(email, password, callback) {
  var http = require('http');
  var url = require('url').parse(configuration.url + '/json/login');
  var data = JSON.stringify({ email: email, password: password });
  var req = http.request({
    hostname: url.hostname, port: url.port, path: url.path, method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(data), 'X-Api-Key': configuration.key }
  }, function (res) {
    var body = '';
    res.setEncoding('utf8');
    res.on('data', function (chunk) { body += chunk; });
    res.on('end', function () {
      if (res.statusCode === 401) return callback(new WrongUsernameOrPasswordError(email));
      if (res.statusCode !== 200) return callback(new Error('HTTP ' + res.statusCode));
      var user = JSON.parse(body);
      callback(null, { user_id: user.id, email: user.email, name: user.name });
    });
  });
  req.on('error', callback);
  req.write(data);
  req.end();
}

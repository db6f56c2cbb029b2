// 2013: a web service behind basic authentication, by the global request
function (email, password, callback) {
  request.get({
    url: configuration.url + '/profile',
    headers: { Authorization: 'Basic ' + new Buffer(email + ':' + password).toString('base64') }
    //for more options check: https://github.com/mikeal/request#requestoptions-callback
  }, function (err, response, body) {
    if (err) return callback(err);
    if (response.statusCode === 401) return callback();
    var user = JSON.parse(body);
    callback(null, {
      user_id: user.user_id.toString(),
      nickname: user.nickname,
      email: user.email
    });
  });
}

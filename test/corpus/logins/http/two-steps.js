// Style: a token first, the profile by it
// Password: service
function login(email, password, callback) {
  const request = require('request');
  const getToken = (done) => request.post(
    configuration.url + '/token', { form: { grant_type: 'password', username: email, password: password }, json: true },
    (err, res, body) => done(err, res, body));
  const getProfile = (token, done) => request.get(
    configuration.url + '/me', { auth: { bearer: token }, json: true }, (err, res, body) => done(err, body));
  getToken((err, res, body) => {
    if (err) return callback(err);
    if (res.statusCode === 400) return callback(new WrongUsernameOrPasswordError(email));
    getProfile(body.access_token, (error, user) => {
      if (error) return callback(error);
      callback(null, Object.assign({ user_id: user.id }, { email: user.email, name: user.name, email_verified: true }));
    });
  });
}

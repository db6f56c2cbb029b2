// Style: got 11
// Password: service
async function login(email, password, callback) {
  const got = require('got');
  const { statusCode, body } = await got.post(configuration.url + '/json/login', {
    json: { email, password }, headers: { 'x-api-key': configuration.key }, responseType: 'json', throwHttpErrors: false, retry: 0
  });
  if (statusCode === 401) return callback(new WrongUsernameOrPasswordError(email));
  if (statusCode !== 200) return callback(new Error('Status ' + statusCode));
  return callback(null, { user_id: body.id, email: body.email, name: body.name });
}

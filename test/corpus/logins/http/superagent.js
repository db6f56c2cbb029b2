// Style: superagent
// Password: service
async function login(email, password, callback) {
  const superagent = require('superagent');
  try {
    const res = await superagent.post(configuration.url + '/json/login').set('x-api-key', configuration.key).send({ email, password });
    callback(null, { user_id: res.body.id, email: res.body.email, name: res.body.name });
  } catch (err) {
    callback(err.status === 401 ? new WrongUsernameOrPasswordError(email) : err);
  }
}

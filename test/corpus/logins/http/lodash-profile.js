// Style: lodash picks the profile
// Password: service
async function login(email, password, callback) {
  const _ = require('lodash');
  const fetch = require('isomorphic-fetch');
  const res = await fetch(configuration.url + '/json/login', {
    method: 'post', headers: { 'content-type': 'application/json', 'x-api-key': configuration.key }, body: JSON.stringify({ email, password })
  });
  if (!res.ok) return callback(new WrongUsernameOrPasswordError(email));
  const user = await res.json();
  callback(null, _.assign({ user_id: user.id }, _.pick(user, ['email', 'name']), { user_metadata: _.omit(user, ['id', 'email', 'name']) }));
}

// Style: node-fetch 2 with a form
// Password: service
function login(email, password, callback) {
  const fetch = require('node-fetch@2.6.1');
  const params = new URLSearchParams();
  params.append('username', email);
  params.append('password', password);
  fetch(configuration.url + '/form/login', { method: 'POST', body: params })
    .then(res => res.status === 401 ? null : res.json())
    .then(user => user
      ? callback(null, { user_id: user.id, email: user.email, name: user.name })
      : callback(new WrongUsernameOrPasswordError(email)))
    .catch(callback);
}

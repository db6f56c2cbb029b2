// Style: axios with then and catch
// Password: service
function login(email, password, callback) {
  const axios = require('axios');
  axios({
    method: 'post',
    url: configuration.url + '/form/login',
    data: `username=${encodeURIComponent(email)}&password=${encodeURIComponent(password)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' }
  })
    .then(res => callback(null, { user_id: res.data.id, email: res.data.email, nickname: res.data.name }))
    .catch(err => callback(err.response && err.response.status === 401 ? new WrongUsernameOrPasswordError(email) : err));
}

// Style: axios, its error has the answer
// Password: service
async function login(email, password, callback) {
  const axios = require('axios@0.22.0');
  try {
    const { data } = await axios.post(configuration.url + '/json/login', { email, password }, {
      headers: { 'x-api-key': configuration.key }, timeout: 5000
    });
    return callback(null, { user_id: data.id, email: data.email, name: data.name });
  } catch (error) {
    if (error.response && error.response.status === 401) return callback(new WrongUsernameOrPasswordError(email));
    return callback(new Error(error.message));
  }
}

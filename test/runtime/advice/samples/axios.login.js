async function loginAsync(email, password, callback) {
  const axios = require('axios@0.22.0');
  try {
    const response = await axios.post(configuration.baseAPIUrl + '/login', { email, password }, {
      timeout: 10000,
      headers: { 'x-api-key': configuration.apiKey }
    });
    const user = response.data;
    callback(null, { user_id: user.user_id.toString(), email: user.email, email_verified: user.verified });
  } catch (error) {
    console.log(error.message);
  }
}

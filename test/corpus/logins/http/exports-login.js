// Style: exports.login
// Password: service
exports.login = function (email, password, callback) {
  const axios = require('axios');
  axios.get(configuration.url + '/basic/profile', { auth: { username: email, password }, validateStatus: () => true })
    .then(({ status, data }) => {
      if (status === 401) return callback(null, undefined);
      callback(null, { user_id: data.id, email: data.email, name: data.name });
    }, callback);
};

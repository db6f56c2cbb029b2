// Style: a token that is a JWT: its claims become the profile
// Password: service
async function login(email, password, callback) {
  const jwt = require('jsonwebtoken');
  const response = await fetch(configuration.url + '/jwt/login', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password })
  });
  if (response.status !== 200) return callback(new WrongUsernameOrPasswordError(email));
  const { token } = await response.json();
  jwt.verify(token, configuration.key, { algorithms: ['HS256'] }, (err, claims) => {
    if (err) return callback(err);
    callback(null, { user_id: claims.sub, email: claims.email, email_verified: claims.verified, name: claims.name });
  });
}

// runtime: value|invalid_profile · login: 400 invalid_profile
function login(email, password, callback) {
  callback(null, true)
}

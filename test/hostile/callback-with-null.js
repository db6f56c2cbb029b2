// runtime: none · login: 403 invalid_grant
function login(email, password, callback) {
  callback(null)
}

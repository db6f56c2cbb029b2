// runtime: rejection · login: 403 invalid_grant
function login(email, password, callback) {
  callback(new WrongUsernameOrPasswordError(email, 'not this one'))
}

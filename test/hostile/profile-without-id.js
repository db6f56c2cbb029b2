// runtime: value · login: 400 invalid_profile
function login(email, password, callback) {
  callback(null, { email, nickname: 'nobody' })
}

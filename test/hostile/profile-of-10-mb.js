// runtime: invalid_profile · login: 400 invalid_profile
function login(email, password, callback) {
  callback(null, { user_id: '1', email, nickname: 'x'.repeat(10 * 1024 * 1024) })
}

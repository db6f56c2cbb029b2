// runtime: value · login: 200
function login(email, password, callback) {
  callback(null, { user_id: 'first', email })
  callback(null, { user_id: 'second', email })
}

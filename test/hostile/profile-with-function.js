// runtime: value · login: 200
function login(email, password, callback) {
  callback(null, { user_id: '1', email, greet: () => 'hello' })
}

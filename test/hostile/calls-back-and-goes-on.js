// runtime: value · login: 200
function login(email, password, callback) {
  setInterval(() => undefined, 1)
  callback(null, { user_id: 'first of calls-back-and-goes-on', email })
}

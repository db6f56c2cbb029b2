// runtime: value · login: 200
function login(email, password, callback) {
  callback(null, { user_id: 'first of calls-back-and-throws', email })
  throw new Error('too late')
}

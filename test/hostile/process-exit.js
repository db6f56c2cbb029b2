// runtime: script_error · login: 400 script_error
function login(email, password, callback) {
  process.exit(1)
  callback(null, { user_id: '1', email })
}

// runtime: script_timeout · login: 400 script_timeout
function login(email, password, callback) {
  callback(null, /^(a+)+$/.test(`${'a'.repeat(60)}!`))
}

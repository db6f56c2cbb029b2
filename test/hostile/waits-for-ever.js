// runtime: script_timeout · login: 400 script_timeout
function login(email, password, callback) {
  setInterval(() => undefined, 50)
}

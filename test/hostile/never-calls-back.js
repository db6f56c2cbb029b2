// runtime: no_callback · login: 400 no_callback
function login(email, password, callback) {
  return undefined
}

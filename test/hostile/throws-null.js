// runtime: script_error · login: 400 script_error
function login() {
  throw null
}

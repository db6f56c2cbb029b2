// runtime: script_error · login: 400 script_error
function login() {
  throw new Error('on purpose')
}

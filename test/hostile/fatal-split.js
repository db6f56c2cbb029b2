// runtime: script_crash|script_memory|script_error · login: 400 script_crash|script_memory|script_error
function login() {
  return ''.padStart(2 ** 29 - 24).split('')
}

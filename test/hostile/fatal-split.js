// runtime: script_crash|script_memory|script_error|script_timeout · login: 400 script_crash|script_memory|script_error|script_timeout
function login() {
  return ''.padStart(2 ** 29 - 24).split('')
}

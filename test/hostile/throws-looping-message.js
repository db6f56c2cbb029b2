// runtime: script_error|script_timeout · login: 400 script_error|script_timeout
function login() {
  const error = new Error('')
  Object.defineProperty(error, 'message', {
    get() {
      for (;;);
    },
  })
  throw error
}

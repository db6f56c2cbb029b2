// runtime: script_error · login: 400 script_error
function login() {
  setTimeout(() => {
    throw new Error('on purpose, in a timer')
  }, 10)
}

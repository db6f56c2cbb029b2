// runtime: script_error · login: 400 script_error
async function login() {
  await new Promise((resolve) => setTimeout(resolve, 10))
  throw new Error('on purpose, in a promise')
}

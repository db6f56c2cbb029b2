// runtime: script_timeout · login: 400 script_timeout
async function login() {
  for (;;) await null
}

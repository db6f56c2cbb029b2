// runtime: script_limit|script_timeout · login: 400 script_limit|script_timeout
function login() {
  for (;;) setTimeout(() => undefined, 1e6)
}

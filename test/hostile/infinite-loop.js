// runtime: script_timeout · login: 400 script_timeout
function login() {
  for (;;);
}

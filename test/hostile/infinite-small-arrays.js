// runtime: script_timeout · login: 400 script_timeout
function login() {
  // Under the optimising compiler nothing but SIGKILL ends this one.
  for (;;) new Array(100).fill(1)
}

// runtime: script_timeout|script_crash|script_memory · login: 400 script_timeout|script_crash|script_memory
function login() {
  let n = 3n
  for (;;) n *= n
}

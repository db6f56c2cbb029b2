// runtime: script_timeout|script_limit · login: 400 script_timeout|script_limit
function login() {
  const line = 'x'.repeat(100_000)
  for (;;) console.log(line)
}

// runtime: script_memory|script_timeout · login: 400 script_memory|script_timeout
function login() {
  const kept = []
  for (;;) kept.push(new Array(10_000_000).fill(0.5))
}

// runtime: script_memory|script_timeout · login: 400 script_memory|script_timeout
function login() {
  const kept = []
  for (;;) kept.push(new Array(100_000).fill(kept.length))
}

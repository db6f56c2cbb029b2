// runtime: script_memory · login: 400 script_memory
function login() {
  const kept = []
  for (;;) kept.push(new Array(100_000).fill(kept.length))
}
